import { join } from 'node:path';
import type { Queues } from '../../contract/queues.ts';
import type { LocalService } from '../../contract/local-service.ts';
import type { FunctionInvoker } from '../../contract/function-invoker.ts';
import { createBucketDeliveries } from './s3/bucket-deliveries.ts';
import { openFauxqs } from './emulator/fauxqs.ts';
import { createFunctionDeliveries } from './sns/function-deliveries.ts';
import { createObjectService } from './s3/object-service.ts';
import { queueResource } from './sqs/queue-resource.ts';
import { createQueues } from './sqs/queues.ts';
import { createResourcePolicies } from './emulator/resource-policies.ts';
import { createTopicService, type TopicService } from './sns/topic-service.ts';

export interface Messaging {
  readonly sqs: LocalService;
  readonly sns: TopicService;
  readonly s3: LocalService;
  /** The queues, for those who deliver their messages. */
  readonly queues: Queues;
}

interface Dependencies {
  /** The state folder of the whole local cloud; messages and objects live in its `messaging`. */
  readonly stateFolder: string;
  /** `http://127.0.0.1:4566`, known once queues are deployed: their URLs begin with it. */
  readonly endpointUrl: () => string;
  readonly invoker: Pick<FunctionInvoker, 'invokeAsync'>;
  readonly log: (line: string) => void;
}

/**
 * SQS, SNS and S3, whose emulator they share.
 *
 * @throws CorruptState where what is stored cannot be read.
 */
export async function createMessaging({
  stateFolder,
  endpointUrl,
  invoker,
  log,
}: Dependencies): Promise<Messaging> {
  const fauxqs = await openFauxqs({ folder: join(stateFolder, 'messaging') });
  const policies = createResourcePolicies();
  const sns = createTopicService({
    fauxqs,
    deliveries: createFunctionDeliveries({ fauxqs, invoker, log }),
    policies,
    topicPolicy: policies.providersOf('AWS::SNS'),
    log,
  });
  const s3 = createObjectService({
    fauxqs,
    deliveries: createBucketDeliveries({ fauxqs, publish: sns.publish, invoker, policies, log }),
    bucketPolicy: policies.providersOf('AWS::S3'),
    policies,
  });
  const sqs: LocalService = {
    name: 'sqs',
    signingNames: ['sqs'],
    resources: {
      'AWS::SQS::Queue': queueResource({ fauxqs, endpointUrl }),
      ...policies.providersOf('AWS::SQS'),
    },
    handle: fauxqs.answer,
    // Topics and buckets hand on to queues: the store that all three share closes with them.
    stop: fauxqs.close,
  };
  return { sqs, sns, s3, queues: createQueues({ fauxqs }) };
}
