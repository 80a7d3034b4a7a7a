import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { maxJsonBytes } from '#libs/testing';
import * as contracts from './index.ts';

type Contract = { readonly type?: string; readonly command?: string; readonly schema: object };
const all = Object.values(contracts as unknown as Record<string, Partial<Contract>>).filter(
  (each): each is Contract => typeof each.schema === 'object',
);
const events = all.filter(({ type }) => type !== undefined);
const commands = all.filter(({ command }) => command !== undefined);

// https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html: the attribute `type` counts too.
const SNS_BYTES = 256 * 1024 - 1024;
// The payload of a state: https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
const STATE_BYTES = 256 * 1024;
// The request of a synchronous invocation: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
const INVOCATION_BYTES = 6 * 1024 * 1024;

describe('contracts', () => {
  it.each(events)('$type is bounded, and SNS accepts its largest event', ({ schema }) => {
    expect(maxJsonBytes(schema)).toBeLessThan(SNS_BYTES);
  });

  it.each(commands)(
    '$command is bounded, and its caller can send the largest command',
    ({ command, schema }) => {
      // A job invokes it; all other commands come from sagas.
      const limit = command === 'ImportProducts' ? INVOCATION_BYTES : STATE_BYTES;
      expect(maxJsonBytes(schema)).toBeLessThan(limit);
    },
  );

  it('accept the largest order', () => {
    const text = (length: number) => '😀'.repeat(length);
    const amount = 99_999_999_999;
    const line = { quantity: 999, title: text(200), unitPrice: amount, total: amount };
    const lineItems = Array.from({ length: contracts.MAX_ORDER_LINES }, () => ({
      productId: newId('prd'),
      ...line,
    }));
    const event = {
      id: 'e'.repeat(128),
      type: 'OrderPlaced',
      version: 1,
      source: 'orders',
      subject: newId('ord'),
      revision: Number.MAX_SAFE_INTEGER,
      occurredAt: '2030-01-01T12:00:00.000Z',
      correlationId: 'c'.repeat(128),
      data: {
        orderId: newId('ord'),
        email: `${'a'.repeat(64)}@${'b'.repeat(63)}.${'c'.repeat(63)}.example`,
        shippingAddress: {
          name: text(100),
          line1: text(100),
          line2: text(100),
          city: text(100),
          region: text(50),
          postalCode: text(20),
          country: 'DE',
        },
        shippingOption: 's'.repeat(50),
        lineItems,
        totals: { subtotal: amount, discount: amount, shipping: amount, tax: amount, total: amount },
        currency: 'EUR',
        placedAt: '2030-01-01T12:00:00.000Z',
      },
    };
    const { OrderPlaced } = contracts;
    expect([OrderPlaced.validate(event), OrderPlaced.validate.errors]).toEqual([true, null]);
    expect(Buffer.byteLength(JSON.stringify(event))).toBeLessThan(maxJsonBytes(OrderPlaced.schema));
  });
});
