import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { AwsError } from '../../../contract/aws-error.ts';
import type { SqsQueue, SqsStore } from '../emulator/fauxqs.ts';
import { getSourceQueues } from './source-queues.ts';

interface StartInput {
  readonly SourceArn?: string;
  readonly DestinationArn?: string;
  readonly MaxNumberOfMessagesPerSecond?: number;
}

interface MoveTask {
  readonly handle: string;
  readonly source: SqsQueue;
  readonly destination: SqsQueue;
  readonly request: StartInput;
  readonly startedAt: number;
  readonly messagesToMove: number;
  messagesMoved: number;
  status: 'RUNNING' | 'CANCELLING' | 'CANCELLED' | 'COMPLETED';
}

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_StartMessageMoveTask.html
const MAX_MESSAGES_PER_SECOND = 500;
// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListMessageMoveTasks.html
const MAX_LISTED = 10;
const BATCH_SIZE = 10;

/**
 * The redrive of dead-letter queues: StartMessageMoveTask, ListMessageMoveTasks and CancelMessageMoveTask. A task moves at
 * most as many messages as were visible at its start, so that messages that fail again do not circulate. Tasks are kept in
 * memory; messages that a stopped local cloud did not move stay in the dead-letter queue.
 */
export function createMessageMoveTasks(sqsStore: SqsStore) {
  const tasks: MoveTask[] = [];
  const ofSource = (source: SqsQueue) => tasks.filter((task) => task.source === source);

  function requireQueue(name: 'SourceArn' | 'DestinationArn', queueArn: string): SqsQueue {
    const queue = sqsStore.getQueueByArn(queueArn);
    if (queue !== undefined) return queue;
    throw new AwsError(
      'ResourceNotFoundException',
      `The resource that you specified for the ${name} parameter doesn't exist.`,
    );
  }

  function requireDestination(source: SqsQueue, destinationArn: string | undefined): SqsQueue {
    const [origin, ...others] = getSourceQueues(sqsStore, source);
    if (origin === undefined)
      throw invalidParameter('Source queue must be configured as a Dead Letter Queue.');
    if (destinationArn !== undefined) return requireQueue('DestinationArn', destinationArn);
    // AWS remembers the source of each message; the emulator does not.
    if (others.length > 0)
      throw new AwsError(
        'UnsupportedOperation',
        `${source.name} is the dead-letter queue of several queues. Specify DestinationArn.`,
      );
    return origin;
  }

  return {
    start(request: StartInput) {
      const { SourceArn = '', DestinationArn, MaxNumberOfMessagesPerSecond: rate } = request;
      const source = requireQueue('SourceArn', SourceArn);
      const destination = requireDestination(source, DestinationArn);
      if (rate !== undefined && !(rate >= 1 && rate <= MAX_MESSAGES_PER_SECOND))
        throw invalidParameter(
          `Value for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: Must be between 1 and ${MAX_MESSAGES_PER_SECOND}, if provided.`,
        );
      if (ofSource(source).some(isActive))
        throw new AwsError(
          'UnsupportedOperation',
          'Only one active message movement task is supported per queue at any given time.',
        );
      const task: MoveTask = {
        handle: toHandle(SourceArn),
        source,
        destination,
        request,
        startedAt: Date.now(),
        messagesToMove: Number(source.getAttribute('ApproximateNumberOfMessages')),
        messagesMoved: 0,
        status: 'RUNNING',
      };
      tasks.unshift(task);
      void run(task);
      return { TaskHandle: task.handle };
    },
    list({ SourceArn = '', MaxResults = 1 }: { readonly SourceArn?: string; readonly MaxResults?: number }) {
      const own = ofSource(requireQueue('SourceArn', SourceArn));
      return { Results: own.slice(0, Math.min(MaxResults, MAX_LISTED)).map(toResult) };
    },
    cancel({ TaskHandle }: { readonly TaskHandle?: string }) {
      const task = tasks.find(({ handle }) => handle === TaskHandle);
      if (task?.status !== 'RUNNING')
        throw new AwsError('ResourceNotFoundException', 'The task is not running or does not exist.');
      task.status = 'CANCELLING';
      return { ApproximateNumberOfMessagesMoved: task.messagesMoved };
    },
    isIdle: () => !tasks.some(isActive),
  };
}

const isActive = ({ status }: MoveTask): boolean => status === 'RUNNING' || status === 'CANCELLING';

async function run(task: MoveTask): Promise<void> {
  const { MaxNumberOfMessagesPerSecond: rate } = task.request;
  const batchSize = Math.min(BATCH_SIZE, rate ?? BATCH_SIZE);
  while (task.status === 'RUNNING' && task.messagesMoved < task.messagesToMove) {
    const moved = moveMessages(task, Math.min(batchSize, task.messagesToMove - task.messagesMoved));
    if (moved === 0) break;
    task.messagesMoved += moved;
    await pause(rate === undefined ? 0 : (moved * 1000) / rate);
  }
  task.status = task.status === 'CANCELLING' ? 'CANCELLED' : 'COMPLETED';
}

/** A moved message is a new message with the same content, as on AWS. */
function moveMessages({ source, destination }: MoveTask, maximum: number): number {
  const received = source.dequeue(maximum);
  for (const { ReceiptHandle } of received) {
    const { approximateFirstReceiveTimestamp: _, ...message } =
      source.inflightMessages.get(ReceiptHandle)!.message;
    source.deleteMessage(ReceiptHandle);
    destination.enqueue({
      ...message,
      messageId: randomUUID(),
      sentTimestamp: Date.now(),
      approximateReceiveCount: 0,
    });
  }
  return received.length;
}

/** On AWS too, a handle contains the queue. */
const toHandle = (sourceArn: string): string =>
  Buffer.from(JSON.stringify({ taskId: randomUUID(), sourceArn })).toString('base64');

const toResult = (task: MoveTask) => ({
  // Only a running task can be canceled.
  ...(task.status === 'RUNNING' && { TaskHandle: task.handle }),
  Status: task.status,
  SourceArn: task.source.arn,
  ...task.request,
  ApproximateNumberOfMessagesMoved: task.messagesMoved,
  ApproximateNumberOfMessagesToMove: task.messagesToMove,
  StartedTimestamp: task.startedAt,
});

const invalidParameter = (message: string) => new AwsError('InvalidParameterValueException', message);
