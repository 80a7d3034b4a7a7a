import { join } from 'node:path';
import type { AccessControl } from '../access/access-control.ts';
import type { ApiGatewayService } from '../api-gateway/api-gateway-service.ts';
import { functionNameOf } from '../lambda/function-definition.ts';
import type { LambdaService } from '../lambda/lambda-service.ts';
import type { Messaging } from '../messaging/messaging.ts';
import type { Terminal } from '../terminal/terminal.ts';
import type { LocalService } from './local-service.ts';

interface Needs {
  readonly access: AccessControl;
  readonly endpointUrl: string;
  readonly stateFolder: string;
  readonly terminal: Terminal;
}

export interface Services {
  readonly lambda: Pick<LambdaService, 'invocations'>;
  readonly apiGateway: Pick<ApiGatewayService, 'listen'>;
  /** In the order in which they start; they end in the opposite one. */
  readonly all: readonly LocalService[];
}

/** Creates all AWS services but those of the core: what stores data boots side by side. */
export async function createServices({
  access,
  endpointUrl: url,
  stateFolder,
  terminal,
}: Needs): Promise<Services> {
  const modules = await loadModules();
  const endpointUrl = () => url;
  const log = terminal.info;

  const lambda = modules.createLambdaService({
    access,
    endpointUrl,
    stateFolder,
    log: ({ functionName, line }) => terminal.functionLine(functionName, line),
  });
  const [dynamodb, { queues, sqs, s3, sns }] = await bothOrNeither(
    modules.createDynamoDbService({ stateFolder, log }),
    modules.createMessaging({ stateFolder, endpointUrl, invoker: lambda, log }),
  );
  const containers = modules.createContainersService({
    access,
    endpointUrl,
    containerLine: terminal.functionLine,
  });
  const stepFunctions = modules.createStepFunctionsService({
    access,
    endpointUrl,
    stateFolder,
    log,
    invoker: lambda,
    containers: containers.tasks,
  });
  const eventSourceMappings = modules.createEventSourceMappings({
    access,
    stateFolder,
    log,
    queues,
    invoker: lambda,
    streams: dynamodb.streams,
    publish: sns.publish,
    principalOf: (functionArnOrName) => access.principalNamed(functionNameOf(functionArnOrName)),
  });
  const schedules = modules.createSchedulesService({ access, endpointUrl, log, invoker: lambda });
  const email = modules.createEmailService({ outboxFolder: join(stateFolder, 'outbox'), log });
  const observability = modules.createObservabilityService();
  const cognito = modules.createCognitoService({ endpointUrl, stateFolder, invoker: lambda, onMessage: log });
  const apiGateway = modules.createApiGatewayService({
    lambda,
    pools: cognito.pools,
    onTrouble: terminal.error,
  });

  const storing = [observability, dynamodb, sqs, s3, sns, email, cognito];
  const running = [lambda, containers, stepFunctions];
  const calling = [eventSourceMappings, schedules, apiGateway];
  return { lambda, apiGateway, all: [...storing, ...running, ...calling] };
}

/** Where one cannot boot, the other must not stay behind. */
async function bothOrNeither<Tables extends LocalService, Messages extends Messaging>(
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

/** Loads the services side by side, and only when a cloud boots: `--help` and mistakes answer at once. */
async function loadModules() {
  const [
    apiGateway,
    cognito,
    containers,
    dynamodb,
    email,
    mappings,
    lambda,
    messaging,
    observability,
    schedules,
    workflows,
  ] = await Promise.all([
    import('../api-gateway/api-gateway-service.ts'),
    import('../cognito/cognito-service.ts'),
    import('../containers/containers-service.ts'),
    import('../dynamodb/dynamodb-service.ts'),
    import('../email/email-service.ts'),
    import('../event-source-mappings/event-source-mappings.ts'),
    import('../lambda/lambda-service.ts'),
    import('../messaging/messaging.ts'),
    import('../observability/observability-service.ts'),
    import('../schedules/schedules-service.ts'),
    import('../step-functions/step-functions-service.ts'),
  ]);
  return {
    ...apiGateway,
    ...cognito,
    ...containers,
    ...dynamodb,
    ...email,
    ...mappings,
    ...lambda,
    ...messaging,
    ...observability,
    ...schedules,
    ...workflows,
  };
}
