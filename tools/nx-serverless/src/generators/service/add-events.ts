import { join } from 'node:path';
import { generateFiles, type Tree } from '@nx/devkit';
import { toNames, type Names } from '../names.ts';
import { addFunction, addResources, addStream } from '../resource-files.ts';
import { parameterYaml } from '../resources.ts';
import { streamFunctionYaml } from '../stream-function.ts';
import { expectMissing } from '../service-folder.ts';

interface EventSource {
  readonly name: string;
  readonly noun: string;
  readonly item: Names;
  readonly table: string;
  readonly id: string;
  readonly idPrefix: string;
}

const CONTRACTS = 'libs/contracts/src';
/** @returns the contract of the event that a record was created */
export const eventFile = (noun: string): string => `${CONTRACTS}/events/${noun}-created.schema.ts`;

/** @throws Error when the contract that {@link addEvents} would write exists */
export const expectEventIsNew = (tree: Tree, noun: string): void => expectMissing(tree, [eventFile(noun)]);

/**
 * Makes a service publish its changes: adds the event contract, the table's stream, the publisher, the topic and the
 * parameter through which other services find the topic.
 */
export function addEvents(tree: Tree, folder: string, substitutions: EventSource): void {
  const { name, noun, item, table, id, idPrefix } = substitutions;
  const topic = `${toNames(name).pascal}Topic`;
  generateFiles(tree, join(import.meta.dirname, 'files-events'), folder, substitutions);
  tree.write(
    eventFile(noun),
    `import { CustomerId, idSchema } from '#libs/models';
import { Type } from 'typebox';
import { eventContract } from '../event-contract.ts';

/** A customer created a ${item.words}. */
export default eventContract(
  '${item.pascal}Created',
  1,
  Type.Object({ ${id}: idSchema('${idPrefix}'), customerId: CustomerId }),
);
`,
  );
  const index = `${CONTRACTS}/index.ts`;
  tree.write(index, withEvent(tree.read(index, 'utf8') ?? '', `${item.pascal}Created`, `${noun}-created`));

  addStream(tree, folder, table);
  addFunction(tree, folder, {
    name: `publish-${noun}-changes`,
    yaml: streamFunctionYaml({
      name: `publish-${noun}-changes`,
      table,
      failures: 'UnpublishedChangesQueue',
      environment: `{ TOPIC_ARN: !Ref ${topic}, REJECTED_CHANGES_QUEUE_URL: !Ref UnpublishedChangesQueue }`,
      statements: [`{ Effect: Allow, Action: sns:Publish, Resource: !Ref ${topic} }`],
    }),
  });
  addResources(tree, {
    folder,
    file: 'topic.yml',
    resources: [
      {
        logicalId: topic,
        yaml: `${topic}:\n  Type: AWS::SNS::Topic\n  Properties: { KmsMasterKeyId: alias/aws/sns }`,
      },
      {
        logicalId: 'UnpublishedChangesQueue',
        yaml: `# On-failure destination: changes that the publisher could not publish, kept for a week.
UnpublishedChangesQueue:
  Type: AWS::SQS::Queue
  Properties: { MessageRetentionPeriod: 604800, SqsManagedSseEnabled: true }`,
      },
    ],
  });
  addResources(tree, {
    folder,
    file: 'parameters.yml',
    comment: 'Parameters that other services read.',
    resources: [
      {
        logicalId: 'TopicArnParameter',
        yaml: parameterYaml('TopicArnParameter', {
          service: name,
          name: 'topic-arn',
          value: `!Ref ${topic}`,
        }),
      },
    ],
  });
}

/** Adds an event to the index of contracts, in alphabetical order. */
function withEvent(index: string, event: string, module: string): string {
  const line = `export { default as ${event} } from './events/${module}.schema.ts';`;
  const lines = index.trimEnd().split('\n');
  const isEvent = (candidate: string) => candidate.includes("from './events/");
  const next = lines.findIndex((candidate) => isEvent(candidate) && candidate > line);
  const at = next === -1 ? lines.findLastIndex(isEvent) + 1 || lines.length : next;
  return `${lines.toSpliced(at, 0, line).join('\n')}\n`;
}
