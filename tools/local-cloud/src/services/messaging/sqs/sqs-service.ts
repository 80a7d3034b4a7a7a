import { AwsError } from '../../../contract/aws-error.ts';
import type { LocalService } from '../../../contract/local-service.ts';
import type { Fauxqs } from '../emulator/fauxqs.ts';
import { createMessageMoveTasks } from './message-move-tasks.ts';
import { queueResource } from './queue-resource.ts';
import { getSourceQueues } from './source-queues.ts';

interface Dependencies {
  readonly fauxqs: Fauxqs;
  readonly endpointUrl: () => string;
  readonly queuePolicy: LocalService['resources'];
}

type Input = Readonly<Record<string, never>>;

/** SQS: the emulator stores messages; the redrive of dead-letter queues is implemented here. */
export function createSqsService({ fauxqs, endpointUrl, queuePolicy }: Dependencies): LocalService {
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

  return {
    name: 'sqs',
    signingNames: ['sqs'],
    resources: { 'AWS::SQS::Queue': queueResource({ fauxqs, endpointUrl }), ...queuePolicy },
    async handle(request) {
      const perform = operations[request.operation ?? ''];
      // The emulator would count messages as in flight until the next receipt, although their visibility timeout has ended.
      if (request.operation === 'GetQueueAttributes') sqsStore.processAllTimers();
      if (perform === undefined) return fauxqs.handle(request);
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
