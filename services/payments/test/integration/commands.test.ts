import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { paymentCommand } from '../payment-commands.ts';
import { sandboxBooks } from '../sandbox-books.ts';

describe('the payment commands', () => {
  it('charge once when the provider charged and its answer was lost', async () => {
    const orderId = newId('ord');
    const first = await paymentCommand('authorize', orderId, 'tok_timeout_after_charge');
    expect(first).toEqual({ threw: 'payment.provider-unavailable' });
    const second = await paymentCommand('authorize', orderId, 'tok_timeout_after_charge');
    expect(second).toMatchObject({ outcome: 'done', paymentId: expect.stringMatching(/^pay_/) });
    expect(await paymentCommand('capture', orderId)).toEqual(second);
    const { chargesOf } = await sandboxBooks();
    expect(await chargesOf(orderId)).toMatchObject([{ status: 'captured', amount: 500 }]);
  });

  it('let go of what an attempt with a lost answer left behind', async () => {
    const orderId = newId('ord');
    await paymentCommand('authorize', orderId, 'tok_timeout_after_charge');
    expect(await paymentCommand('void', orderId)).toEqual({ outcome: 'done' });
    const { chargesOf } = await sandboxBooks();
    expect(await chargesOf(orderId)).toMatchObject([{ status: 'voided' }]);
    expect(await paymentCommand('authorize', orderId)).toMatchObject({
      outcome: 'refused',
      code: 'payment.voided',
    });
  });

  it('give back everything once', async () => {
    const orderId = newId('ord');
    await paymentCommand('authorize', orderId);
    await paymentCommand('capture', orderId);
    const first = await paymentCommand('refund', orderId);
    expect(first).toMatchObject({ outcome: 'done' });
    expect(await paymentCommand('refund', orderId)).toEqual(first);
    const { chargesOf } = await sandboxBooks();
    expect(await chargesOf(orderId)).toMatchObject([{ status: 'refunded', refunded: 500 }]);
  });

  it('answer a declined card as a refusal', async () => {
    expect(await paymentCommand('authorize', newId('ord'), 'tok_declined')).toMatchObject({
      outcome: 'refused',
      code: 'payment.declined',
    });
  });
});
