import { describe, expect, it } from '@jest/globals';
import { eventLog } from './event-log.ts';

const events = {
  'order.placed': { level: 'info', description: 'It stands.', fields: { orderId: 'id', lines: 'count?' } },
  'order.odd': { level: 'warn', description: 'It is odd.', fields: {} },
  'order.failed': { level: 'error', description: 'It failed.', fields: { orderId: 'id' } },
} as const;

function recorded() {
  const lines: unknown[][] = [];
  const at =
    (level: string) =>
    (...said: unknown[]) =>
      void lines.push([level, ...said]);
  const log = eventLog(events, { info: at('info'), warn: at('warn'), error: at('error') });
  return { log, lines };
}

describe('the log of a service', () => {
  it('writes an event at its level with its fields, and an error as one', () => {
    const { log, lines } = recorded();
    const error = new Error('no');
    log.info('order.placed', { orderId: 'ord_1', lines: 2 });
    log.warn('order.odd');
    log.error('order.failed', error, { orderId: 'ord_1' });
    log.error('order.failed', 'no', { orderId: 'ord_1' });
    expect(lines).toEqual([
      ['info', 'order.placed', { orderId: 'ord_1', lines: 2 }],
      ['warn', 'order.odd', {}],
      ['error', 'order.failed', { orderId: 'ord_1', error }],
      ['error', 'order.failed', { orderId: 'ord_1', error: new Error('no') }],
    ]);
  });

  it('writes no field that its catalog does not name, whatever TypeScript was told', () => {
    const { log, lines } = recorded();
    log.info('order.placed', { orderId: 'ord_1', email: 'ada@example.com' } as never);
    expect(lines).toEqual([['info', 'order.placed', { orderId: 'ord_1', lines: undefined }]]);
  });

  it('compiles with the names, levels and fields of its catalog alone', () => {
    const { log } = recorded();
    const order = { orderId: 'ord_1', email: 'ada@example.com' };
    // Never called: what matters is that each line is an error of the compiler.
    const mistakes = () => {
      // @ts-expect-error -- no such event
      log.info('order.lost', { orderId: 'ord_1' });
      // @ts-expect-error -- another level
      log.warn('order.placed', { orderId: 'ord_1' });
      // @ts-expect-error -- a field is missing
      log.info('order.placed', {});
      // @ts-expect-error -- fields are missing
      log.info('order.placed');
      // @ts-expect-error -- another type
      log.info('order.placed', { orderId: 1 });
      // @ts-expect-error -- one field too many
      log.info('order.placed', { orderId: 'ord_1', email: 'ada@example.com' });
      // @ts-expect-error -- one field too many, by a spread
      log.info('order.placed', { ...order });
      // @ts-expect-error -- a name that every line has
      eventLog({ 'terms.set': { level: 'info', description: 'Set.', fields: { version: 'count' } } });
    };
    expect(mistakes).toBeInstanceOf(Function);
  });
});
