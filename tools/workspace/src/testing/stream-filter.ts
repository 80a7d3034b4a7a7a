import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { marshall } from '#libs/aws';
import fc from 'fast-check';
import { parse } from 'yaml';
import { matchesPattern, type EventPattern } from '../event-patterns/event-pattern.ts';
import { serviceFolder } from '../layout/workspace-folders.ts';

type Item = Readonly<Record<string, unknown>>;

/** A write to a table: the item before and after it. */
export interface Change {
  readonly before?: Item;
  readonly after?: Item;
}

/**
 * Reads the `filterPatterns` of a function's stream from the service's serverless.yml.
 *
 * @returns a function that says whether Lambda invokes the function for a change
 * @throws Error if the function has no stream with filter patterns
 */
export function streamFilter(service: string, functionKey: string): (change: Change) => boolean {
  const patterns = readPatterns(service, functionKey);
  return (change) => patterns.some((pattern) => matchesPattern(pattern, toRecord(change)));
}

/**
 * Checks that the filter of a function's stream lets every change pass that the function acts on, for any pair of items.
 *
 * @param acts  whether the function acts on a change: the code that it runs
 * @returns how many of the changes it acts on
 * @throws Error with a change that the filter wrongly withholds
 */
export async function checkStreamFilter(
  [service, functionKey]: readonly [service: string, functionKey: string],
  item: fc.Arbitrary<object>,
  acts: (change: Change) => boolean | Promise<boolean>,
): Promise<number> {
  const isDelivered = streamFilter(service, functionKey);
  const image = item.map((fields) => ({ ...fields }) as Item);
  const anyChange = fc.oneof(
    fc.record({ before: image, after: image }),
    fc.record({ after: image }),
    fc.record({ before: image }),
  );
  let count = 0;
  await fc.assert(
    fc.asyncProperty(anyChange, async (change) => {
      if (!(await acts(change))) return;
      count++;
      if (!isDelivered(change)) throw new Error(`${service}/${functionKey} is not invoked for this change.`);
    }),
    { numRuns: 300 },
  );
  return count;
}

function readPatterns(service: string, functionKey: string): readonly EventPattern[] {
  const text = readFileSync(join(serviceFolder(service), 'serverless.yml'), 'utf8');
  // The tags of CloudFormation are unknown to the parser, and no pattern contains one.
  const { functions } = parse(text, { logLevel: 'silent' }) as ServerlessYml;
  const stream = functions[functionKey]?.events?.find((event) => event.stream)?.stream;
  if (!stream?.filterPatterns)
    throw new Error(`${service}/${functionKey} has no stream with filterPatterns.`);
  return stream.filterPatterns;
}

interface ServerlessYml {
  readonly functions: Readonly<Record<string, { readonly events?: readonly FunctionEvent[] }>>;
}

interface FunctionEvent {
  readonly stream?: { readonly filterPatterns?: readonly EventPattern[] };
}

const toRecord = ({ before, after }: Change) => ({
  eventName: before === undefined ? 'INSERT' : after === undefined ? 'REMOVE' : 'MODIFY',
  dynamodb: {
    ...(before && { OldImage: marshall(before) }),
    ...(after && { NewImage: marshall(after) }),
  },
});
