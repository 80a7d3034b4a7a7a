import type { Principal } from '../../src/contract/principal.ts';
import { createDynamoDbService, type DynamoDbService } from '../../src/services/dynamodb/dynamodb-service.ts';
import { createEventSourceMappings } from '../../src/services/lambda/event-source-mappings/event-source-mappings.ts';
import type { LocalService } from '../../src/contract/local-service.ts';
import { createCredentialStore } from '../../src/services/iam/credential-store.ts';
import { createMessaging, type Messaging } from '../../src/services/messaging/messaging.ts';
import { startAwsEndpoint, type AwsEndpoint } from './aws-endpoint.ts';
import type { FakeFunctions } from './fake-functions.ts';
import { deployWith } from './deploy-with.ts';

export interface DataServices {
  readonly endpoint: AwsEndpoint;
  readonly dynamodb: DynamoDbService;
  readonly messaging: Messaging;
  readonly mappings: LocalService;
  readonly deploy: ReturnType<typeof deployWith>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

interface Dependencies {
  readonly stateFolder: string;
  readonly functions: FakeFunctions;
  readonly log: (line: string) => void;
  /** Replaces access control; throws to deny an action. */
  readonly check?: (principal: Principal, action: string, resourceArn: string) => void;
}

/** Starts DynamoDB, SQS, SNS, S3 and event source mappings behind one endpoint. */
export async function startDataServices({
  stateFolder,
  functions,
  log,
  check = () => undefined,
}: Dependencies): Promise<DataServices> {
  const endpoint = await startAwsEndpoint();
  const dynamodb = await createDynamoDbService({ stateFolder, log });
  const messaging = await createMessaging({
    stateFolder,
    endpointUrl: () => endpoint.url,
    invoker: functions,
    findSecret: createCredentialStore().secretOf,
    log,
  });
  const mappings = createEventSourceMappings({
    stateFolder,
    queues: messaging.queues,
    streams: dynamodb.streams,
    publish: messaging.sns.publish,
    invoker: functions,
    // Every permission is decided by `check`.
    access: { check, allows: () => false },
    principalOf: (name) => ({ kind: 'role', name, roleArn: `arn:aws:iam::000000000000:role/${name}` }),
    log,
  });
  const services = [dynamodb, messaging.sqs, messaging.sns, messaging.s3, mappings];
  endpoint.serve(services);
  return {
    endpoint,
    dynamodb,
    messaging,
    mappings,
    deploy: deployWith(services),
    async start() {
      for (const service of services) await service.start?.();
    },
    async stop() {
      for (const service of services.toReversed()) await service.stop?.();
      await endpoint.close();
    },
  };
}
