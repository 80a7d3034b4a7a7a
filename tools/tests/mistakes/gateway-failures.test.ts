import { expect, it } from '@jest/globals';
import { findEnd, readSources } from './sources.ts';

/** Calls that succeed although a part of their work failed, and where their responses say so. */
const failureFields: Readonly<Record<string, string>> = {
  batchGet: 'UnprocessedKeys',
  batchWrite: 'UnprocessedItems',
  publishBatch: 'Failed',
  sendMessageBatch: 'Failed',
  deleteMessageBatch: 'Failed',
  changeMessageVisibilityBatch: 'Failed',
  putEvents: 'FailedEntryCount',
  putRecords: 'FailedRecordCount',
  deleteObjects: 'Errors',
  invoke: 'FunctionError',
};

const ignoredFailures = [
  // A message that a redrive does not release is visible again after HIDDEN_SECONDS.
  'tools/operations/src/redrive/messages/sqs-queue.ts: changeMessageVisibilityBatch without Failed',
];

const toCommand = (operation: string) => `${operation[0]!.toUpperCase()}${operation.slice(1)}`;

/** The places of a call: through a client of libs/aws, or as a command of the SDK. */
const findCalls = (source: string, operation: string): number =>
  [
    ...source.matchAll(
      new RegExp(`\\bclient\\.${operation}\\(|\\bnew ${toCommand(operation)}(?:Item)?Command\\(`, 'g'),
    ),
  ].length;

it('reads what failed of each call that can succeed in part', () => {
  const sources = readSources('{libs/gateways,services/*,tools/operations}/src/**/*.ts');
  const calls = sources.flatMap(({ file, source }) =>
    Object.entries(failureFields).flatMap(([operation, field]) => {
      const count = findCalls(source, operation);
      return count === 0 ? [] : [{ file, operation, field, count, source }];
    }),
  );
  expect(calls.length).toBeGreaterThanOrEqual(10);
  // The linter rejects what is read and not used.
  const ignored = calls.filter(
    ({ field, count, source }) => (source.match(new RegExp(`\\b${field}\\b`, 'g')) ?? []).length < count,
  );
  expect(ignored.map(({ file, operation, field }) => `${file}: ${operation} without ${field}`)).toEqual(
    ignoredFailures,
  );
});

/** The blocks that catch errors, from the keyword to the end of the block or the call. */
const findCatches = (source: string): string[] =>
  [...source.matchAll(/\bcatch \{|\bcatch \(\w+\) \{|\.catch\(/g)].map(({ index, 0: begin }) =>
    source.slice(index, findEnd(source, index + begin.length)),
  );

/** The functions of a file that throw. */
const findThrowers = (source: string): string[] =>
  source
    .split(/\n(?=(?:export |async )*(?:function|const) \w|\n)/)
    .filter((declaration) => /\bthrow\b|: never\b/.test(declaration))
    .flatMap((declaration) => /^(?:export |async )*(?:function|const) (\w+)/.exec(declaration)?.[1] ?? []);

/** The errors that a gateway uses otherwise than by throwing. */
const handledErrors = [
  // The read is awaited where its result is needed; this only keeps the process from ending before.
  'services/reporting/src/gateways/dynamodb-order-projection-repository.ts: .catch(() => undefined)',
  // The outcome of an attempt, which is recorded and retried.
  'services/notifications/src/gateways/https-webhook-sender.ts: .catch((error) => ({ error: toErrorCode(error) }))',
  // The readers await the same promise; the next one reads again.
  'services/checkout/src/gateways/cached-pricing-rules.ts: .catch(() => { if (cached === reading) cached = undefined; })',
];

it('throws every error of a gateway that it does not expect', () => {
  const sources = readSources('{libs/gateways/src,services/*/src/gateways}/**/*.ts');
  const swallowing = sources.flatMap(({ file, source }) =>
    findCatches(source)
      .filter((text) => !new RegExp(`\\b(?:${['throw', ...findThrowers(source)].join('|')})\\b`).test(text))
      .map((text) => `${file}: ${text.replaceAll(/\s+/g, ' ')}`),
  );
  expect(swallowing.toSorted()).toEqual(handledErrors.toSorted());
});
