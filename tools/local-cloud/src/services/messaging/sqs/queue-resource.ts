import type { ResourceProvider } from '../../../contract/local-service.ts';
import { physicalName } from '../../../contract/physical-name.ts';
import { ACCOUNT_ID, arn } from '../../../../../workspace/src/aws/aws-constants.ts';
import type { Resource } from '../../../contract/resource.ts';
import type { Fauxqs, SqsQueue } from '../emulator/fauxqs.ts';

interface Dependencies {
  readonly fauxqs: Pick<Fauxqs, 'sqsStore'>;
  readonly endpointUrl: () => string;
}

const NOT_ENCRYPTED = 'local files are not encrypted';
const QUEUE_SCOPE = 'deduplication and ordering always have queue scope locally';

// The defaults of CloudFormation:
// https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sqs-queue.html
const DEFAULTS = {
  VisibilityTimeout: '30',
  DelaySeconds: '0',
  MaximumMessageSize: '1048576',
  ReceiveMessageWaitTimeSeconds: '0',
};

/** `AWS::SQS::Queue` */
export function queueResource({ fauxqs: { sqsStore }, endpointUrl }: Dependencies): ResourceProvider {
  return {
    holdsData: true,
    clear: async (_resource, { attributes }) => sqsStore.getQueueByArn(attributes?.['Arn'] ?? '')?.purge(),
    honors: [
      'QueueName',
      ...Object.keys(DEFAULTS),
      'RedrivePolicy',
      'RedriveAllowPolicy',
      'FifoQueue',
      'ContentBasedDeduplication',
      'Tags',
    ],
    ignores: {
      MessageRetentionPeriod: 'local messages do not expire',
      DeduplicationScope: QUEUE_SCOPE,
      FifoThroughputLimit: QUEUE_SCOPE,
      KmsMasterKeyId: NOT_ENCRYPTED,
      KmsDataKeyReusePeriodSeconds: NOT_ENCRYPTED,
      SqsManagedSseEnabled: NOT_ENCRYPTED,
    },
    async deploy(resource) {
      const name = queueName(resource);
      const queueArn = arn('sqs', name);
      const url = `${endpointUrl()}/${ACCOUNT_ID}/${name}`;
      const attributes = queueAttributes(resource);
      const existing = sqsStore.getQueueByArn(queueArn);
      if (existing === undefined) sqsStore.createQueue(name, url, queueArn, attributes, toTags(resource));
      else update(sqsStore, existing, { url, attributes });
      return { ref: url, attributes: { Arn: queueArn, QueueName: name, QueueUrl: url } };
    },
  };
}

const isFifo = ({ properties }: Resource) => String(properties['FifoQueue']) === 'true';

function queueName(resource: Resource): string {
  const given = resource.properties['QueueName'];
  if (typeof given === 'string') return given;
  return isFifo(resource) ? `${physicalName(resource, 75)}.fifo` : physicalName(resource);
}

function queueAttributes(resource: Resource): Record<string, string> {
  const { properties } = resource;
  const scalars = [...Object.keys(DEFAULTS), 'ContentBasedDeduplication'].filter(
    (name) => properties[name] !== undefined,
  );
  const policies = ['RedrivePolicy', 'RedriveAllowPolicy'].filter((name) => properties[name] !== undefined);
  return {
    ...DEFAULTS,
    ...(isFifo(resource) && { FifoQueue: 'true' }),
    ...Object.fromEntries(scalars.map((name) => [name, String(properties[name])])),
    ...Object.fromEntries(policies.map((name) => [name, toJsonText(properties[name])])),
  };
}

const toJsonText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

function toTags({ properties }: Resource): Record<string, string> {
  const tags = (properties['Tags'] ?? []) as readonly { Key: string; Value: string }[];
  return Object.fromEntries(tags.map(({ Key, Value }) => [Key, String(Value)]));
}

/** The port, and therefore the queue URL, may change between runs. */
function update(
  sqsStore: SqsStore,
  queue: SqsQueue,
  desired: { url: string; attributes: Record<string, string> },
) {
  const byUrl = Reflect.get(sqsStore, 'queues') as Map<string, SqsQueue>;
  byUrl.delete(queue.url);
  Object.assign(queue, { url: desired.url });
  byUrl.set(desired.url, queue);
  // SetQueueAttributes removes a policy when it is empty.
  queue.setAttributes({ RedrivePolicy: '', ...desired.attributes });
}

type SqsStore = Fauxqs['sqsStore'];
