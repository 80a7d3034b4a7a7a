import { expect, it } from '@jest/globals';
import type { Span } from '../../../../../../local-cloud/src/contract/activity.ts';
import { traceBars } from './trace-bars.ts';

const span = (id: string, startedAt: number, durationMillis: number, more: Partial<Span> = {}): Span => ({
  id,
  traceId: 't',
  kind: 'invocation',
  name: id,
  startedAt,
  durationMillis,
  status: 'ok',
  attributes: {},
  ...more,
});

it('draws spans below their causes, as fractions of the trace', () => {
  const spans = [
    span('request', 1000, 100, { kind: 'request' }),
    span('function', 1010, 50, { parentId: 'request' }),
    span('call', 1020, 10, { parentId: 'function', kind: 'call' }),
    span('consumer', 1100, 100, { parentId: 'function' }),
  ];
  expect(
    traceBars({ spans }, 2000).map(({ span: { id }, depth, offset, width }) => [id, depth, offset, width]),
  ).toEqual([
    ['request', 0, 0, 0.5],
    ['function', 1, 0.05, 0.25],
    ['consumer', 2, 0.5, 0.5],
  ]);
});

it('ends running spans now', () => {
  const { durationMillis: _, ...running } = span('request', 1000, 0);
  expect(traceBars({ spans: [running] }, 1500)[0]).toMatchObject({ durationMillis: 500, width: 1 });
});
