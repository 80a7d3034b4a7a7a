import { join } from 'node:path';
import type { AccessControl } from '../access/access-control.ts';
import type { LambdaService } from '../lambda/lambda-service.ts';
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
  /** In the order in which they start; they end in the opposite one. */
  readonly all: readonly LocalService[];
}

/** Creates all AWS services but those of the core: what stores data boots side by side. */
export async function createServices({ access, stateFolder, terminal, ...needs }: Needs): Promise<Services> {
  const endpointUrl = () => needs.endpointUrl;
  const log = terminal.info;
  const [{ createLambdaService, functionNameOf }, modules] = await Promise.all([loadLambda(), loadModules()]);

  const lambda = createLambdaService({
    access,
    endpointUrl,
    stateFolder,
    log: ({ functionName, line }) => terminal.functionLine(functionName, line),
  });
  const [dynamodb, messaging] = await Promise.all([
    modules.createDynamoDbService({ stateFolder, log }),
    modules.createMessaging({ stateFolder, endpointUrl, invoker: lambda, log }),
  ]);
  const containers = modules.createContainersService({
    access,
    endpointUrl,
    containerLine: terminal.functionLine,
  });
  const stepFunctions = modules.createStepFunctionsService({
    invoker: lambda,
    access,
    endpointUrl,
    stateFolder,
    log,
    containers: containers.tasks,
  });
  const eventSourceMappings = modules.createEventSourceMappings({
    stateFolder,
    access,
    log,
    invoker: lambda,
    queues: messaging.queues,
    streams: dynamodb.streams,
    publish: messaging.sns.publish,
    principalOf: (functionArnOrName) => access.principalNamed(functionNameOf(functionArnOrName)),
  });
  const { sqs, s3, sns } = messaging;
  const email = modules.createEmailService({ outboxFolder: join(stateFolder, 'outbox'), log });
  const observability = modules.createObservabilityService();
  return {
    lambda,
    all: [
      observability,
      dynamodb,
      sqs,
      s3,
      sns,
      email,
      lambda,
      containers,
      stepFunctions,
      eventSourceMappings,
    ],
  };
}

async function loadLambda() {
  const [{ createLambdaService }, { functionNameOf }] = await Promise.all([
    import('../lambda/lambda-service.ts'),
    import('../lambda/function-definition.ts'),
  ]);
  return { createLambdaService, functionNameOf };
}

/** Loaded only when a cloud boots, so that `--help` and mistakes answer at once. */
async function loadModules() {
  const loaded = await Promise.all([
    import('../dynamodb/dynamodb-service.ts'),
    import('../messaging/messaging.ts'),
    import('../containers/containers-service.ts'),
    import('../step-functions/step-functions-service.ts'),
    import('../event-source-mappings/event-source-mappings.ts'),
    import('../email/email-service.ts'),
    import('../observability/observability-service.ts'),
  ]);
  const [dynamodb, messaging, containers, stepFunctions, eventSourceMappings, email, observability] = loaded;
  return {
    ...dynamodb,
    ...messaging,
    ...containers,
    ...stepFunctions,
    ...eventSourceMappings,
    ...email,
    ...observability,
  };
}
