import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toLogText } from './log-text.ts';

describe('toLogText', () => {
  it('shows the event and the fields that are no column', () => {
    const text = JSON.stringify({
      timestamp: '2030-01-01T00:00:00.000Z',
      level: 'INFO',
      event: 'payment.authorized',
      service: 'payments',
      orderId: 'ord_1',
      attempt: 2,
    });
    expect(toLogText(text)).toEqual({
      message: 'payment.authorized',
      fields: [
        ['orderId', 'ord_1'],
        ['attempt', '2'],
      ],
    });
  });

  it('leaves out what the runtime writes before a text', () => {
    expect(toLogText('2030-01-01T00:00:00.000Z\t8d2c-1\tINFO\tstarted\n').message).toBe('started');
  });

  it('shows a line that was cut as it is', () => {
    expect(toLogText('{"event":"checkout.comp').message).toBe('{"event":"checkout.comp');
  });

  it('reads any line', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        expect(typeof toLogText(text).message).toBe('string');
      }),
    );
  });
});
