import { basename } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { usageError } from '../../../workspace/src/cli/command-error.ts';
import { pause, print } from '../../../workspace/src/cli/command-runtime.ts';
import { type Report, withProgress } from '../../../workspace/src/cli/progress/progress.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { serviceFolder } from '../../../workspace/src/layout/workspace-folders.ts';
import { settingsFor, whileReachable } from '../aws/local-cloud-connection.ts';
import { cloudFormationStacks } from '../aws/stacks.ts';
import type { Message } from '../redrive/messages/message.ts';
import { sqsQueue } from '../redrive/messages/sqs-queue.ts';
import { parseOptions, redriveOptions, refuseQueueOptions } from '../redrive/parse-options.ts';
import { formatQueues } from '../redrive/printing/print-queues.ts';
import type { DeadLetterQueue } from '../redrive/queues/dead-letter-queues.ts';
import { deployedService, type DeployedService } from '../redrive/queues/deployed-service.ts';
import { requireQueue } from '../redrive/queues/find-queue.ts';
import { listQueues } from '../redrive/redriving/list-queues.ts';
import { processQueue } from '../redrive/redriving/process-queue.ts';
import { deliverRecords } from '../redrive/streams/deliver-records.ts';
import { lambdaFunctions } from '../redrive/streams/invoke-function.ts';
import { streamRecords } from '../redrive/streams/stream-records.ts';

await runCommand({
  synopsis: 'npm run -s redrive -- SERVICE [QUEUE]',
  description:
    'Redrives the messages of a dead-letter queue. Without QUEUE it lists the dead-letter queues of the service. The stage "local" is the running "npm start".',
  options: redriveOptions,
  async run({ service: argument, rest, place, options }) {
    const name = basename(serviceFolder(argument));
    const [queueName, ...more] = rest;
    if (more.length > 0)
      throw usageError(`Unexpected argument "${more.join(' ')}". Redrive one queue at a time.`);
    if (queueName === undefined) refuseQueueOptions(options);
    const request = parseOptions(options);

    const settings = settingsFor(place);
    const sqs = new SQSClient(settings);
    const stacks = cloudFormationStacks(place.region, pause, new CloudFormationClient(settings));
    await whileReachable(place, async () => {
      const service = await deployedService(name, place.stage, stacks);
      const openQueue = (logicalId: string) => sqsQueue(service.physicalId(logicalId), sqs);
      if (queueName === undefined) {
        const states = await listQueues(service, { openQueue, now: () => new Date() });
        for (const line of states.length > 0 ? formatQueues(states) : [`${name} has no dead-letter queues.`])
          print(line);
        return;
      }
      const queue = requireQueue(queueName, name, service.deadLetterQueues);
      const process = (report: Report) =>
        processQueue({ service: name, stage: place.stage, queue: queue.name }, request, {
          deadLetters: openQueue(queue.deadLetterQueue),
          deliver: countedDelivery(delivery(queue, service, { settings, sqs }), report),
          print,
          pause,
          now: () => new Date(),
          isOver: interruption(),
        });
      const isRedriven = request.action === 'redrive' && !request.isDryRun;
      await (isRedriven ? withProgress(`Redriving ${queue.name} of ${name}`, process) : process(() => {}));
    });
  },
});

interface Clients {
  readonly settings: ReturnType<typeof settingsFor>;
  readonly sqs: SQSClient;
}

/** Sends messages back to their source queue, and stream records to their function. */
function delivery(queue: DeadLetterQueue, service: DeployedService, { settings, sqs }: Clients) {
  if (queue.kind === 'messages') return sqsQueue(service.physicalId(queue.queue), sqs).send;
  const deps = {
    readRecords: streamRecords(new DynamoDBStreamsClient(settings)),
    invoke: lambdaFunctions(new LambdaClient(settings)),
    getPatterns: (functionArn: string) =>
      queue.patterns[service.functionNamed(functionArn.split(':')[6] ?? '') ?? ''] ?? [],
  };
  return (message: Message) => deliverRecords(message, deps);
}

/** Reports how many messages were delivered so far. */
function countedDelivery(deliver: (message: Message) => Promise<void>, report: Report) {
  let count = 0;
  return async (message: Message) => {
    await deliver(message);
    report(`${++count} delivered`);
  };
}

/** Stops at Ctrl-C after the current message, so that the other messages become visible again at once. */
function interruption(): () => boolean {
  let isInterrupted = false;
  process.once('SIGINT', () => {
    isInterrupted = true;
  });
  return () => isInterrupted;
}
