import fc from 'fast-check';
import type { LogLine, Span } from '../../../../../../local-cloud/src/contract/activity.ts';

/** A span for tests: `startedAt` and `durationMillis` in small numbers. */
export const span = (id: string, more: Partial<Span> = {}): Span => ({
  id,
  traceId: 'trace',
  kind: 'call',
  name: id,
  startedAt: 0,
  durationMillis: 1,
  status: 'ok',
  attributes: {},
  ...more,
});

export const line = (sequence: number, more: Partial<LogLine> = {}): LogLine => ({
  sequence,
  at: 0,
  functionName: 'place-order',
  level: 'INFO',
  text: '{}',
  ...more,
});

const ids = fc.integer({ min: 0, max: 20 }).map(String);

/** Any spans: parents may be missing, start later, or form a circle. */
export const anySpans: fc.Arbitrary<Span[]> = fc.uniqueArray(
  fc
    .record({
      id: ids,
      parentId: fc.option(ids, { nil: undefined }),
      kind: fc.constantFrom<Span['kind']>(
        'request',
        'invocation',
        'call',
        'message',
        'delivery',
        'execution',
        'state',
      ),
      startedAt: fc.integer({ min: 0, max: 1_000 }),
      durationMillis: fc.option(fc.integer({ min: 0, max: 1_000 }), { nil: undefined }),
      requestId: fc.option(ids, { nil: undefined }),
      name: fc.constantFrom('dynamodb:GetItem', 'dynamodb:PutItem'),
    })
    .map(({ id, parentId, durationMillis, requestId, ...more }) => {
      const { durationMillis: _, ...running } = span(id, more);
      return {
        ...running,
        ...(parentId === undefined ? {} : { parentId }),
        ...(durationMillis === undefined ? {} : { durationMillis }),
        ...(requestId === undefined ? {} : { requestId }),
      };
    }),
  { selector: ({ id }) => id },
);

export const anyLines: fc.Arbitrary<LogLine[]> = fc
  .array(fc.record({ at: fc.integer({ min: 0, max: 1_000 }), requestId: fc.option(ids, { nil: undefined }) }))
  .map((lines) =>
    lines.map(({ at, requestId }, index) =>
      line(index, { at, ...(requestId === undefined ? {} : { requestId }) }),
    ),
  );
