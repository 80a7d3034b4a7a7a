import { join } from 'node:path';
import type { Queues } from '../../contract/queues.ts';
import type { LocalService } from '../../contract/local-service.ts';
import { noRecorder, type Recorder } from '../../contract/recorder.ts';
import type { FunctionInvoker } from '../../contract/function-invoker.ts';
import { createEventNotificationDelivery } from './s3/event-notification-delivery.ts';
import { noFaults, type Faults } from '../../contract/faults.ts';
import { openFauxqs } from './emulator/fauxqs.ts';
import { createLambdaDelivery } from './sns/lambda-delivery.ts';
import type { FindSecret } from './s3/post-signature.ts';
import { createS3Service } from './s3/s3-service.ts';
import { createQueues } from './sqs/queues.ts';
import { createSqsService } from './sqs/sqs-service.ts';
import { createResourcePolicies } from './emulator/resource-policies.ts';
import { createRedriveAll, createUndeliveredQueueMessages } from './sns/queue-delivery.ts';
import { createRedrive } from './sns/redrive.ts';
import { createSnsService, type SnsService } from './sns/sns-service.ts';

export interface Messaging {
  readonly sqs: LocalService;
  readonly sns: SnsService;
  readonly s3: LocalService;
  /** Direct access to the queues, for event source mappings. */
  readonly queues: Queues;
}

interface Dependencies {
  /** The state folder of the local cloud; messages and objects are stored in its `messaging` folder. */
  readonly stateFolder: string;
  /** `http://127.0.0.1:4566`, the base of queue URLs; known once the endpoint listens. */
  readonly endpointUrl: () => string;
  readonly invoker: Pick<FunctionInvoker, 'invokeAsync'>;
  /** The secret of an access key, which signs browser-based uploads. */
  readonly findSecret: FindSecret;
  readonly recorder?: Recorder;
  /** Acts on the deliveries of topics. Default: none. */
  readonly faults?: Pick<Faults, 'choose'>;
  readonly log: (line: string) => void;
}

/**
 * SQS, SNS and S3, which share one emulator.
 *
 * @throws CorruptState when the stored data cannot be read.
 */
export async function createMessaging({
  stateFolder,
  endpointUrl,
  invoker,
  findSecret,
  recorder = noRecorder,
  faults = noFaults,
  log,
}: Dependencies): Promise<Messaging> {
  const fauxqs = await openFauxqs({ folder: join(stateFolder, 'messaging'), recorder });
  const policies = createResourcePolicies();
  const redrive = createRedrive({ fauxqs, policies, log });
  const sns = createSnsService({
    fauxqs,
    deliveries: createLambdaDelivery({ fauxqs, invoker, redrive, log }),
    redriveUndelivered: createUndeliveredQueueMessages({ fauxqs, redrive }),
    policies,
    topicPolicy: policies.getProviders('AWS::SNS'),
    faults,
    redriveAll: createRedriveAll({ fauxqs, redrive }),
    log,
  });
  const s3 = createS3Service({
    fauxqs,
    deliveries: createEventNotificationDelivery({ fauxqs, publish: sns.publish, invoker, policies, log }),
    bucketPolicy: policies.getProviders('AWS::S3'),
    policies,
    findSecret,
  });
  const sqs = createSqsService({ fauxqs, endpointUrl, policies });
  return { sqs, sns, s3, queues: createQueues({ fauxqs }) };
}
