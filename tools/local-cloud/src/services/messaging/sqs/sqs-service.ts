import { AwsError } from '../../../contract/aws-error.ts';
import type { LocalService } from '../../../contract/local-service.ts';
import type { Fauxqs } from '../emulator/fauxqs.ts';
import type { ResourcePolicies } from '../emulator/resource-policies.ts';
import { createMessageMoveTasks } from './message-move-tasks.ts';
import { queueResource } from './queue-resource.ts';
import { getSourceQueues } from './source-queues.ts';

interface Dependencies {
  readonly fauxqs: Fauxqs;
  readonly endpointUrl: () => string;
  readonly policies: Pick<ResourcePolicies, 'getProviders' | 'replace'>;
}

type Input = Readonly<Record<string, never>>;

/** SQS: the emulator stores messages; the redrive of dead-letter queues is implemented here. */
export function createSqsService({ fauxqs, endpointUrl, policies }: Dependencies): LocalService {
  const { sqsStore } = fauxqs;
  const moveTasks = createMessageMoveTasks(sqsStore);
  const operations: Readonly<Record<string, (input: Input) => object>> = {
    StartMessageMoveTask: moveTasks.start,
    ListMessageMoveTasks: moveTasks.list,
    CancelMessageMoveTask: moveTasks.cancel,
    ListDeadLetterSourceQueues({ QueueUrl = '' }: { readonly QueueUrl?: string }) {
      const queue = sqsStore.getQueue(QueueUrl);
      if (queue === undefined) throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
      return { queueUrls: getSourceQueues(sqsStore, queue).map(({ url }) => url) };
    },
  };

  /** The emulator stores the policy of a queue, but does not evaluate it. */
  function applyPolicy(body: Buffer): void {
    const { QueueUrl = '', Attributes = {} } = JSON.parse(body.toString()) as {
      readonly QueueUrl?: string;
      readonly Attributes?: { readonly Policy?: string };
    };
    const queue = sqsStore.getQueue(QueueUrl);
    if (queue !== undefined && Attributes.Policy !== undefined)
      policies.replace(queue.arn, Attributes.Policy);
  }

  return {
    name: 'sqs',
    signingNames: ['sqs'],
    resources: {
      'AWS::SQS::Queue': queueResource({ fauxqs, endpointUrl }),
      ...policies.getProviders('AWS::SQS'),
    },
    async handle(request) {
      const perform = operations[request.operation ?? ''];
      // The emulator would count messages as in flight until the next receipt, although their visibility timeout has ended.
      if (request.operation === 'GetQueueAttributes') sqsStore.processAllTimers();
      if (perform === undefined) {
        const response = await fauxqs.handle(request);
        if (request.operation === 'SetQueueAttributes' && response.status === 200) applyPolicy(request.body);
        return response;
      }
      return {
        status: 200,
        headers: { 'content-type': 'application/x-amz-json-1.0' },
        body: JSON.stringify(perform(JSON.parse(request.body.toString()) as Input)),
      };
    },
    isIdle: async () => moveTasks.isIdle(),
    // SNS and S3 deliver to queues, so the emulator stops together with SQS.
    stop: fauxqs.close,
  };
}
