import { expect, it } from '@jest/globals';
import type { LogLine } from '../../../../local-cloud/src/contract/activity.ts';
import { countEvents } from './count-events.ts';

const line = (rest: Partial<LogLine>): LogLine => ({
  sequence: 1,
  at: 1,
  functionName: 'f',
  level: 'INFO',
  text: '',
  ...rest,
});
const entry = { level: 'info', description: 'It happened.', fields: { orderId: 'id' } } as const;

it('counts the lines of each event of the catalogs', () => {
  const lines = [
    line({ event: 'order.placed', service: 'orders', at: 9, correlationId: 'c2' }),
    line({ event: 'order.placed', service: 'orders', at: 5, correlationId: 'c1' }),
    line({ event: 'http.answered', service: 'catalog', at: 3 }),
    line({}),
  ];
  const counted = countEvents(
    [
      { folder: 'libs/lambda', events: { 'http.answered': entry } },
      { folder: 'services/orders', events: { 'order.placed': entry, 'order.rejected': entry } },
      { folder: 'services/payments', events: { 'order.placed': entry } },
    ],
    lines,
  );
  expect(
    counted.map(({ name, service = 'all', count, lastAt, lastCorrelationId }) => [
      name,
      service,
      count,
      lastAt,
      lastCorrelationId,
    ]),
  ).toEqual([
    ['http.answered', 'all', 1, 3, undefined],
    ['order.placed', 'orders', 2, 9, 'c2'],
    ['order.rejected', 'orders', 0, undefined, undefined],
    ['order.placed', 'payments', 0, undefined, undefined],
  ]);
  expect(counted[0]?.fields).toEqual(['orderId']);
});
