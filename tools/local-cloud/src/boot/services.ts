import { join } from 'node:path';
import type { CallEndpoint } from '../contract/aws-request.ts';
import type { AccessControl } from '../contract/access-control.ts';
import { noRecorder, type Recorder } from '../contract/recorder.ts';
import type { Faults } from '../contract/faults.ts';
import { withInvocationFaults } from '../faults/invocation-faults.ts';
import { withQueueFaults } from '../faults/queue-faults.ts';
import { toFunctionName } from '../contract/function-name.ts';
import { systemClock } from '../contract/clock.ts';
import type { AnsweredRequest, FinishedInvocation } from '../contract/measurements.ts';
import type { AlarmView } from '../services/cloudwatch/alarms/alarm-evaluator.ts';
import type { Debugging } from '../contract/debugging.ts';
import { toAlarmMessage } from '../services/cloudwatch/alarms/alarm-message.ts';
import type { AlarmMonitor } from '../services/cloudwatch/alarms/alarm-monitor.ts';
import type { ApiGatewayNeeds, ApiGatewayService } from '../services/api-gateway/api-gateway-service.ts';
import { taskLogs, type TaskLogTarget } from '../services/ecs/task-logs.ts';
import type { DynamoDbService } from '../services/dynamodb/dynamodb-service.ts';
import type { LambdaService } from '../services/lambda/lambda-service.ts';
import type { Messaging } from '../services/messaging/messaging.ts';
import { toLogGroup, type LogEvent } from '../services/cloudwatch/metrics/log-metrics.ts';
import { toAlarmLine } from './terminal/alarm-line.ts';
import type { Terminal } from './terminal/terminal.ts';
import type { LocalService } from '../contract/local-service.ts';

interface Dependencies {
  readonly access: AccessControl;
  readonly recorder: Recorder;
  readonly faults: Faults;
  readonly endpointUrl: string;
  readonly callEndpoint: CallEndpoint;
  readonly stateFolder: string;
  readonly terminal: Terminal;
  readonly observer: Observer;
  readonly answerOutside: NonNullable<ApiGatewayNeeds['answerOutside']>;
  /** Runs functions for a debugger. */
  readonly debugging?: Debugging;
}

/** Observes logs, invocations and responses: tests record them. */
export interface Observer {
  readonly onLine?: (line: LogEvent) => void;
  readonly onFinished?: (invocation: FinishedInvocation) => void;
  readonly onAnswered?: (request: AnsweredRequest) => void;
}

export interface Services {
  readonly lambda: Pick<
    LambdaService,
    'invocations' | 'kill' | 'setClock' | 'holdBundles' | 'releaseBundles'
  >;
  readonly dynamodb: Pick<DynamoDbService, 'killProcess'>;
  readonly apiGateway: Pick<ApiGatewayService, 'listen'>;
  readonly alarms: AlarmMonitor['alarms'];
  /** In start order; they stop in reverse order. */
  readonly all: readonly LocalService[];
}

/** Creates all services except IAM, SSM and CloudFormation, which boot itself needs. */
export async function createServices({
  access,
  recorder,
  faults,
  endpointUrl: url,
  callEndpoint,
  stateFolder,
  terminal,
  observer,
  answerOutside,
  debugging,
}: Dependencies): Promise<Services> {
  const modules = await loadModules();
  const endpointUrl = () => url;
  const log = terminal.info;

  const monitor = modules.createAlarmMonitor({
    ...(observer.onLine && { onLogEvent: observer.onLine }),
    queues: () => queues.getMetrics(),
    onChange: (alarm) => showAlarm(alarm, terminal),
    onAction: (topicArn, alarm) =>
      void sns
        .publish(topicArn, toAlarmMessage(alarm))
        .catch((error: Error) =>
          terminal.warn(`could not notify ${topicArn} of alarm ${alarm.name}: ${error.message}`),
        ),
  });
  const logEvents = modules.inMemoryLogEvents({ clock: systemClock });
  const functionLine = (name: string, line: string, { logGroup, stream, taskId }: TaskLogTarget = {}) => {
    terminal.functionLine(name, line);
    const entry = monitor.logs.process(name, line, logGroup);
    recorder.line({ source: name, text: line, entry, requestId: taskId });
    logEvents.append(logGroup ?? toLogGroup(name), stream ?? 'local', line);
  };
  const lambda = modules.createLambdaService({
    access,
    recorder,
    endpointUrl,
    callEndpoint,
    stateFolder,
    log: ({ functionName, line }) => functionLine(functionName, line),
    eventSourceMappings: () => eventSourceMappings.list(),
    ...(debugging && { debugging }),
    onFinished(invocation) {
      monitor.recordInvocation(invocation);
      observer.onFinished?.(invocation);
    },
  });
  const invoker = withInvocationFaults(lambda, faults);
  const [dynamodb, { queues, sqs, s3, sns }] = await startBoth(
    modules.createDynamoDbService({ stateFolder, log, faults, measuresCapacity: recorder !== noRecorder }),
    modules.createMessaging({
      stateFolder,
      endpointUrl,
      invoker,
      findSecret: access.secretOf,
      recorder,
      faults,
      log,
    }),
  );
  const keepTaskLine = taskLogs(stateFolder);
  const containers = modules.createEcsService({
    access,
    recorder,
    endpointUrl,
    onContainerLine(name, line, target) {
      keepTaskLine(name, line);
      functionLine(name, line, target);
    },
  });
  const stepFunctions = modules.createStepFunctionsService({
    access,
    recorder,
    endpointUrl,
    stateFolder,
    log,
    invoker,
    faults,
    containers: containers.tasks,
    hasTimeLimits: debugging === undefined,
    onEnded: monitor.recordExecution,
  });
  const eventSourceMappings = modules.createEventSourceMappings({
    access,
    stateFolder,
    log,
    queues: withQueueFaults(queues, faults),
    invoker,
    streams: dynamodb.streams,
    publish: sns.publish,
    principalOf: (functionArnOrName) => access.principalNamed(toFunctionName(functionArnOrName)),
  });
  const schedules = modules.createEventBridgeService({
    access,
    recorder,
    endpointUrl,
    log,
    invoker,
  });
  const email = modules.createSesService({ outboxFolder: join(stateFolder, 'outbox'), log });
  const kms = modules.createKmsService({ stateFolder });
  const cloudWatch = modules.createCloudWatchService({ monitor, logEvents, warn: terminal.warn });
  const cognito = modules.createCognitoService({ endpointUrl, stateFolder, invoker, onMessage: log });
  const waf = modules.createWafService({ onBlocked: monitor.recordBlockedRequest });
  const apiGateway = modules.createApiGatewayService({
    lambda: invoker,
    recorder,
    pools: cognito.pools,
    firewall: waf,
    onTrouble: terminal.error,
    answerOutside,
    onAnswered(request) {
      monitor.recordRequest(request);
      observer.onAnswered?.(request);
    },
  });

  const storing = [kms, cloudWatch, dynamodb, sqs, s3, sns, email, cognito, waf];
  const running = [lambda, containers, stepFunctions];
  const calling = [eventSourceMappings, schedules, apiGateway];
  return { lambda, dynamodb, apiGateway, alarms: monitor.alarms, all: [...storing, ...running, ...calling] };
}

function showAlarm(alarm: AlarmView, terminal: Terminal): void {
  const line = toAlarmLine(alarm);
  if (alarm.state === 'OK') terminal.info(line);
  else if (alarm.severity === 'critical') terminal.error(line);
  else terminal.warn(line);
}

/** Stops the one if the other fails to start. */
async function startBoth<Tables extends LocalService, Messages extends Messaging>(
  tables: Promise<Tables>,
  messages: Promise<Messages>,
): Promise<[Tables, Messages]> {
  try {
    return await Promise.all([tables, messages]);
  } catch (error) {
    await Promise.allSettled([tables.then(({ stop }) => stop?.()), messages.then(({ sqs }) => sqs.stop?.())]);
    throw error;
  }
}

/** Loads the services in parallel and only when the local cloud starts: `--help` and usage errors stay fast. */
async function loadModules() {
  const [
    alarms,
    apiGateway,
    cognito,
    containers,
    dynamodb,
    email,
    keys,
    mappings,
    lambda,
    messaging,
    cloudWatch,
    schedules,
    workflows,
    waf,
    logEvents,
  ] = await Promise.all([
    import('../services/cloudwatch/alarms/alarm-monitor.ts'),
    import('../services/api-gateway/api-gateway-service.ts'),
    import('../services/cognito/cognito-service.ts'),
    import('../services/ecs/ecs-service.ts'),
    import('../services/dynamodb/dynamodb-service.ts'),
    import('../services/ses/ses-service.ts'),
    import('../services/kms/kms-service.ts'),
    import('../services/lambda/event-source-mappings/event-source-mappings.ts'),
    import('../services/lambda/lambda-service.ts'),
    import('../services/messaging/messaging.ts'),
    import('../services/cloudwatch/cloudwatch-service.ts'),
    import('../services/eventbridge/eventbridge-service.ts'),
    import('../services/step-functions/step-functions-service.ts'),
    import('../services/waf/waf-service.ts'),
    import('../services/cloudwatch/logs/log-events.ts'),
  ]);
  return {
    ...alarms,
    ...apiGateway,
    ...cognito,
    ...containers,
    ...dynamodb,
    ...email,
    ...keys,
    ...mappings,
    ...lambda,
    ...messaging,
    ...cloudWatch,
    ...schedules,
    ...workflows,
    ...waf,
    ...logEvents,
  };
}
