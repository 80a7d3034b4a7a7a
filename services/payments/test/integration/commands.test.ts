import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { paymentCommand } from '../payment-commands.ts';
import { sandboxClient } from '../sandbox-client.ts';

describe('the payment commands', () => {
  it('charge once when the response of the provider is lost', async () => {
    const orderId = newId('ord');
    const first = await paymentCommand('authorize', orderId, 'tok_timeout_after_charge');
    expect(first).toEqual({ threw: 'payment.provider-unavailable' });
    const second = await paymentCommand('authorize', orderId, 'tok_timeout_after_charge');
    expect(second).toMatchObject({
      payment: { paymentId: expect.stringMatching(/^pay_/), status: 'authorized' },
    });
    const { paymentId } = second['payment'] as { paymentId: string };
    expect(await paymentCommand('capture', orderId)).toEqual({ paymentId });
    const { listCharges } = await sandboxClient();
    expect(await listCharges(orderId)).toMatchObject([{ status: 'captured', amount: 500 }]);
  });

  it('release the authorization of an attempt whose response was lost', async () => {
    const orderId = newId('ord');
    await paymentCommand('authorize', orderId, 'tok_timeout_after_charge');
    expect(await paymentCommand('void', orderId)).toEqual({});
    const { listCharges } = await sandboxClient();
    expect(await listCharges(orderId)).toMatchObject([{ status: 'voided' }]);
    expect(await paymentCommand('authorize', orderId)).toMatchObject({
      refused: { code: 'payment.voided' },
    });
  });

  it('decline a token that was encrypted for another order', async () => {
    const orderId = newId('ord');
    expect(await paymentCommand('authorize', orderId, 'tok_success', newId('ord'))).toMatchObject({
      refused: { code: 'payment.token-invalid' },
    });
    const { listCharges } = await sandboxClient();
    expect(await listCharges(orderId)).toEqual([]);
  });

  it('refund the full amount once', async () => {
    const orderId = newId('ord');
    await paymentCommand('authorize', orderId);
    await paymentCommand('capture', orderId);
    const first = await paymentCommand('refund', orderId);
    expect(first).toMatchObject({ paymentId: expect.stringMatching(/^pay_/) });
    expect(await paymentCommand('refund', orderId)).toEqual(first);
    const { listCharges } = await sandboxClient();
    expect(await listCharges(orderId)).toMatchObject([{ status: 'refunded', refunded: 500 }]);
  });

  it('refuse a declined card', async () => {
    expect(await paymentCommand('authorize', newId('ord'), 'tok_declined')).toMatchObject({
      refused: { code: 'payment.declined' },
    });
  });
});
