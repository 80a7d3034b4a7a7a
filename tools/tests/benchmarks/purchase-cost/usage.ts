import type { Span } from '../../../local-cloud/src/contract/activity.ts';
import { callsInSeries } from './calls-in-series.ts';
import { waitAfterOutcome, type WaitAfterOutcome } from './wait-after-outcome.ts';

/** A count for each name, such as `orders/PlaceOrder`. */
export type Counts = Readonly<Record<string, number>>;

/** What one purchase uses of AWS, as its trace shows it. */
export interface Usage {
  /** DynamoDB read request units, by table and operation. */
  readonly readUnits: Counts;
  /**
   * Read units of a request that waits for its order. They grow with the time that the machine takes, so that they are no
   * part of the budget. They are the only reads of sessions that are eventually consistent.
   */
  readonly pollingReadUnits: number;
  /** DynamoDB write request units, by table and operation; indexes and transactions included. */
  readonly writeUnits: Counts;
  /** Invocations by function. */
  readonly invocations: Counts;
  /** The invocations that call nothing and cause nothing. */
  readonly idleInvocations: Counts;
  /** Gigabyte-seconds of all invocations, as measured on this machine. */
  readonly gigabyteSeconds: number;
  /** States entered, by name: each is one billed state transition. */
  readonly stateTransitions: Counts;
  /** Requests to the API. */
  readonly requests: Counts;
  /** Messages by queue. Each is sent, received and deleted. */
  readonly messages: Counts;
  /** Other calls by action, such as `sns:Publish` and `kms:Encrypt`. */
  readonly otherCalls: Counts;
  /** AWS calls that wait for each other, from the request `complete` to the write that completes the session. */
  readonly callsInSeries: number;
  /** The end of the request that waits for the order. It depends on the machine, so that it is no part of the budget. */
  readonly waitAfterOutcome: WaitAfterOutcome;
}

/** Adds up the spans of a purchase. Reads of streams are not among them: Lambda reads streams free of charge. */
export function toUsage(spans: readonly Span[]): Usage {
  const ofKind = (kind: Span['kind']) => spans.filter((span) => span.kind === kind);
  const calls = ofKind('call').filter(({ attributes }) => attributes['isOutbound'] !== true);
  const tableCalls = calls.filter(({ name }) => name.startsWith('dynamodb:'));
  const invocations = ofKind('invocation');
  const causes = new Set(spans.map(({ parentId }) => parentId));
  return {
    readUnits: sumBy(
      tableCalls.filter((call) => !isPolling(call)),
      toTableOperation,
      attribute('readUnits'),
    ),
    pollingReadUnits: total(sumBy(tableCalls.filter(isPolling), toTableOperation, attribute('readUnits'))),
    writeUnits: sumBy(tableCalls, toTableOperation, toWriteUnits),
    invocations: sumBy(invocations, toFunction, () => 1),
    idleInvocations: sumBy(
      invocations.filter(({ id }) => !causes.has(id)),
      toFunction,
      () => 1,
    ),
    gigabyteSeconds: invocations.map(toGigabyteSeconds).reduce((sum, each) => sum + each, 0),
    stateTransitions: sumBy(
      ofKind('state'),
      ({ name }) => name,
      () => 1,
    ),
    requests: sumBy(
      ofKind('request'),
      ({ name }) => name,
      () => 1,
    ),
    messages: sumBy(ofKind('message'), toResource, () => 1),
    otherCalls: sumBy(
      calls.filter(({ name }) => !name.startsWith('dynamodb:')),
      ({ name }) => name,
      () => 1,
    ),
    callsInSeries: callsInSeries(spans),
    waitAfterOutcome: waitAfterOutcome(spans),
  };
}

/** The sum of all counts. */
export const total = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);

/** Sums by key, sorted by key; keys whose sum is 0 are left out. */
function sumBy(
  spans: readonly Span[],
  toKey: (span: Span) => string,
  toAmount: (span: Span) => number,
): Counts {
  const sums = new Map<string, number>();
  for (const span of spans) sums.set(toKey(span), (sums.get(toKey(span)) ?? 0) + toAmount(span));
  return Object.fromEntries(
    [...sums].filter(([, sum]) => sum > 0).toSorted(([a], [b]) => a.localeCompare(b)),
  );
}

const toResource = ({ resourceKey, name }: Span): string => resourceKey ?? name;

const toFunction = ({ resourceKey, name }: Span): string =>
  resourceKey
    ?.replace(/LambdaFunction$/, '')
    .replaceAll('Dash', '-')
    .toLowerCase() ?? name;

const toTableOperation = (span: Span): string => `${toResource(span)} ${span.name.replace('dynamodb:', '')}`;

const attribute =
  (name: string) =>
  ({ attributes }: Span): number =>
    Number(attributes[name] ?? 0);

const isPolling = ({ name, resourceKey, attributes }: Span): boolean =>
  name === 'dynamodb:GetItem' && resourceKey === 'checkout/SessionsTable' && attributes['readUnits'] === 0.5;

/** A write whose condition is not met consumes units too. The engine does not report them; a small item takes one. */
const toWriteUnits = (span: Span): number =>
  span.error?.type.endsWith('ConditionalCheckFailedException') ? 1 : attribute('writeUnits')(span);

/** Lambda bills whole milliseconds, without the wait for a free environment. */
const toGigabyteSeconds = ({ durationMillis = 0, attributes }: Span): number =>
  (Math.ceil(durationMillis - Number(attributes['waitMillis'] ?? 0)) / 1000) *
  (Number(attributes['memoryLimitMegabytes'] ?? 0) / 1024);
