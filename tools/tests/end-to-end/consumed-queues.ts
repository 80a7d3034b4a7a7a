import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { resourceNamedBy, resourcesOfType, type Template } from '../../workspace/src/templates/template.ts';
import {
  findDeadLetterQueues,
  type FailedMessages,
} from '../../operations/src/redrive/queues/dead-letter-queues.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';

/** The packaged template of every service, by the service's name. */
export const everyTemplate = (): [string, Template][] =>
  globSync('services/*/.serverless/cloudformation-template-update-stack.json', { cwd: workspaceRoot })
    .toSorted()
    .map((file) => [
      basename(dirname(dirname(file))),
      JSON.parse(readFileSync(resolve(workspaceRoot, file), 'utf8')) as Template,
    ]);

/** A queue that feeds a function, as its template declares it. */
export interface ConsumedQueue {
  readonly service: string;
  readonly queue: string;
  readonly deadLetterQueue: string | undefined;
  /** Types of events that a topic hands on to it. */
  readonly consumedTypes: readonly string[];
}

/** Every queue that feeds a function, so that no test forgets one. */
export const everyConsumedQueue = (): ConsumedQueue[] =>
  everyTemplate().flatMap(([service, template]) => {
    const withDeadLetters = findDeadLetterQueues(template).filter(
      (each): each is FailedMessages => each.kind === 'messages',
    );
    return queuesThatFeedFunctions(template).map((queue) => ({
      service,
      queue,
      deadLetterQueue: withDeadLetters.find((each) => each.queue === queue)?.deadLetterQueue,
      consumedTypes: consumedTypesOf(queue, template),
    }));
  });

function queuesThatFeedFunctions(template: Template): string[] {
  const queues = new Set(resourcesOfType(template, 'AWS::SQS::Queue').map(([logicalId]) => logicalId));
  const sources = resourcesOfType(template, 'AWS::Lambda::EventSourceMapping').map(([, { Properties }]) =>
    resourceNamedBy(Properties?.['EventSourceArn']),
  );
  return [...new Set(sources)].filter((source) => source !== undefined && queues.has(source)) as string[];
}

const consumedTypesOf = (queue: string, template: Template): string[] =>
  resourcesOfType(template, 'AWS::SNS::Subscription')
    .filter(([, { Properties }]) => resourceNamedBy(Properties?.['Endpoint']) === queue)
    .flatMap(
      ([, { Properties }]) => (Properties?.['FilterPolicy'] as { type?: string[] } | undefined)?.type ?? [],
    );
