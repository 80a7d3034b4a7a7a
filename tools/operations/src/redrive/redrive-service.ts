import { basename } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { cloudFormationStacks } from '../aws/stacks.ts';
import { readArguments } from '../../../workspace/src/cli/arguments.ts';
import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { serviceFolder } from '../../../workspace/src/services/service-folder.ts';
import { pause, print } from '../deploy/deploying/at-work.ts';
import { settingsFor, whileReachable } from './command/connection.ts';
import { redriveOptions, requireListing, wishFrom } from './command/wish.ts';
import type { Message } from './messages/message.ts';
import { sqsQueue } from './messages/sqs-queue.ts';
import { queueTable } from './printing/print-queues.ts';
import type { DeadLetters } from './queues/dead-letters.ts';
import { deployedService, type DeployedService } from './queues/deployed-service.ts';
import { queueCalled } from './queues/queue-called.ts';
import { listQueues } from './redriving/list-queues.ts';
import { workThrough } from './redriving/work-through.ts';
import { deliverRecords } from './streams/deliver-records.ts';
import { lambdaFunctions } from './streams/invoke-function.ts';
import { streamRecords } from './streams/stream-records.ts';

/**
 * `npx nx redrive NAME [QUEUE] [--stage X] [--region Y] [--filter F]… [--id I]… [--limit N] [--per-second N] [--dry-run]
 * [--show [--raw]] [--delete]`; without QUEUE it lists the service's queues. The stage `local` is what runs under
 * `npm start`.
 */
async function main(args: readonly string[]): Promise<void> {
  const { service: argument, rest, place, options } = readArguments(args, redriveOptions);
  const name = basename(serviceFolder(argument));
  const [queue, ...more] = rest;
  if (more.length > 0) throw new CommandError(`One queue at a time: ${rest.join(' or ')}?`);
  if (queue === undefined) requireListing(options);
  const wish = wishFrom(options);

  const settings = settingsFor(place);
  const sqs = new SQSClient(settings);
  const stacks = cloudFormationStacks(place.region, pause, new CloudFormationClient(settings));
  await whileReachable(place, async () => {
    const service = await deployedService(name, place.stage, stacks);
    const queueOf = (logicalId: string) => sqsQueue(service.physicalId(logicalId), sqs);
    if (queue === undefined) {
      const states = await listQueues(service, { queueOf, now: () => new Date() });
      for (const line of states.length > 0 ? queueTable(states) : [`${name} has no dead-letter queue.`])
        print(line);
      return;
    }
    const deadLetters = queueCalled(queue, name, service.deadLetters);
    await workThrough({ service: name, stage: place.stage, queue: deadLetters.name }, wish, {
      deadLetters: queueOf(deadLetters.deadLetterQueue),
      deliver: deliveryTo(deadLetters, service, { settings, sqs }),
      print,
      pause,
      now: () => new Date(),
      isOver: interrupted(),
    });
  });
}

interface Clients {
  readonly settings: ReturnType<typeof settingsFor>;
  readonly sqs: SQSClient;
}

/** Messages go back to their queue, pointers to records lead to their function. */
function deliveryTo(deadLetters: DeadLetters, service: DeployedService, { settings, sqs }: Clients) {
  if (deadLetters.kind === 'messages') return sqsQueue(service.physicalId(deadLetters.queue), sqs).send;
  const deps = {
    readRecords: streamRecords(new DynamoDBStreamsClient(settings)),
    invoke: lambdaFunctions(new LambdaClient(settings)),
    patternsOf: (functionArn: string) =>
      deadLetters.patterns[service.functionNamed(functionArn.split(':')[6] ?? '') ?? ''] ?? [],
  };
  return (message: Message) => deliverRecords(message, deps);
}

/** Ctrl-C ends the work between two messages, so that all others are shown again at once. */
function interrupted(): () => boolean {
  let isOver = false;
  process.once('SIGINT', () => {
    isOver = true;
  });
  return () => isOver;
}

await runCommand(main);
