import { describe, expect, it } from '@jest/globals';
import { eventLog } from './event-log.ts';

const events = {
  'order.placed': {
    level: 'info',
    description: 'An order was confirmed.',
    fields: { orderId: 'id', lines: 'count?' },
  },
  'order.inconsistent': { level: 'warn', description: 'An order is inconsistent.', fields: {} },
  'order.failed': { level: 'error', description: 'An order failed.', fields: { orderId: 'id' } },
} as const;

function recorded() {
  const lines: unknown[][] = [];
  const at =
    (level: string) =>
    (...args: unknown[]) =>
      void lines.push([level, ...args]);
  const log = eventLog(events, { info: at('info'), warn: at('warn'), error: at('error') });
  return { log, lines };
}

describe('eventLog', () => {
  it('writes an event at its level with its fields and error', () => {
    const { log, lines } = recorded();
    const error = new Error('no');
    log.info('order.placed', { orderId: 'ord_1', lines: 2 });
    log.warn('order.inconsistent');
    log.error('order.failed', error, { orderId: 'ord_1' });
    log.error('order.failed', 'no', { orderId: 'ord_1' });
    expect(lines).toEqual([
      ['info', 'order.placed', { orderId: 'ord_1', lines: 2 }],
      ['warn', 'order.inconsistent', {}],
      ['error', 'order.failed', { orderId: 'ord_1', error }],
      ['error', 'order.failed', { orderId: 'ord_1', error: new Error('no') }],
    ]);
  });

  it('omits fields that the catalog does not declare', () => {
    const { log, lines } = recorded();
    log.info('order.placed', { orderId: 'ord_1', email: 'ada@example.com' } as never);
    expect(lines).toEqual([['info', 'order.placed', { orderId: 'ord_1', lines: undefined }]]);
  });

  it('compiles only with the names, levels and fields of its catalog', () => {
    const { log } = recorded();
    const order = { orderId: 'ord_1', email: 'ada@example.com' };
    // Never called: the compiler checks that each line is an error.
    const mistakes = () => {
      // @ts-expect-error -- unknown event
      log.info('order.lost', { orderId: 'ord_1' });
      // @ts-expect-error -- wrong level
      log.warn('order.placed', { orderId: 'ord_1' });
      // @ts-expect-error -- a field is missing
      log.info('order.placed', {});
      // @ts-expect-error -- fields are missing
      log.info('order.placed');
      // @ts-expect-error -- wrong type
      log.info('order.placed', { orderId: 1 });
      // @ts-expect-error -- an additional field
      log.info('order.placed', { orderId: 'ord_1', email: 'ada@example.com' });
      // @ts-expect-error -- an additional field, by spread
      log.info('order.placed', { ...order });
      // @ts-expect-error -- a reserved field name
      eventLog({ 'terms.set': { level: 'info', description: 'Set.', fields: { version: 'count' } } });
    };
    expect(mistakes).toBeInstanceOf(Function);
  });
});
