import type { Span } from '../../../../../../local-cloud/src/contract/activity.ts';

/** What a trace cost. */
export interface TraceTotals {
  readonly invocations: number;
  readonly coldStarts: number;
  /** Attempts after the first, of invocations, calls and states. */
  readonly retries: number;
  readonly errors: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** By the service that owns what ran, the number of spans and the time that its functions ran; most time first. */
  readonly services: readonly {
    readonly name: string;
    readonly spans: number;
    readonly busyMillis: number;
  }[];
  /** By AWS service, such as `dynamodb`, the number of calls; most calls first. */
  readonly calls: readonly { readonly name: string; readonly count: number }[];
}

/** Adds up a trace. */
export function totalsOf(spans: readonly Span[]): TraceTotals {
  const services = new Map<string, { spans: number; busyMillis: number }>();
  const calls = new Map<string, number>();
  for (const { service, kind, durationMillis = 0, name } of spans) {
    if (service !== undefined) {
      const known = services.get(service) ?? { spans: 0, busyMillis: 0 };
      services.set(service, {
        spans: known.spans + 1,
        busyMillis: known.busyMillis + (kind === 'invocation' ? durationMillis : 0),
      });
    }
    if (kind === 'call') {
      const aws = name.split(':')[0] ?? name;
      calls.set(aws, (calls.get(aws) ?? 0) + 1);
    }
  }
  const ofKind = (kind: Span['kind']) => spans.filter((span) => span.kind === kind);
  return {
    invocations: ofKind('invocation').length,
    coldStarts: spans.filter(({ attributes }) => attributes['coldStart'] === true).length,
    retries: spans.filter(isRetry).length + ofKind('state').reduce((all, span) => all + repeated(span), 0),
    errors: spans.filter(({ status }) => isFailure(status)).length,
    readUnits: sum(spans, 'readUnits'),
    writeUnits: sum(spans, 'writeUnits'),
    services: [...services]
      .map(([name, total]) => ({ name, ...total }))
      .toSorted((one, other) => other.busyMillis - one.busyMillis || other.spans - one.spans),
    calls: [...calls]
      .map(([name, count]) => ({ name, count }))
      .toSorted((one, other) => other.count - one.count),
  };
}

export const isFailure = (status: Span['status']): boolean =>
  status === 'error' || status === 'throttled' || status === 'denied';

/** Whether a span repeats an earlier attempt. */
export const isRetry = ({ attributes }: Span): boolean =>
  numberOf(attributes['attempt']) > 1 || numberOf(attributes['receiveCount']) > 1;

const repeated = ({ attributes }: Span): number => Math.max(0, numberOf(attributes['attempts']) - 1);

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);

const sum = (spans: readonly Span[], attribute: string): number =>
  spans.reduce((total, { attributes }) => total + numberOf(attributes[attribute]), 0);
