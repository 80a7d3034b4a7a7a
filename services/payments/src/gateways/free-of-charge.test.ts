import { describe, expect, it } from '@jest/globals';
import { money } from '#libs/models';
import { inMemoryPaymentProvider } from '../../test/in-memory-payment-provider.ts';
import { freeOfCharge } from './free-of-charge.ts';

const request = { reference: 'ord_1', paymentToken: 'tok_success', idempotencyKey: 'key-1' };

describe('freeOfCharge', () => {
  it('does every step of an amount of zero without the provider', async () => {
    const provider = freeOfCharge(inMemoryPaymentProvider(() => 'down'));
    const { authorizationId } = await provider.authorize({ ...request, amount: money(0, 'EUR') });
    await provider.capture(authorizationId);
    await provider.refund(authorizationId);
    expect(await provider.void(authorizationId)).toBe('voided');
  });

  it('leaves any other amount to the provider', async () => {
    const real = inMemoryPaymentProvider();
    const provider = freeOfCharge(real);
    const { authorizationId } = await provider.authorize({ ...request, amount: money(1, 'EUR') });
    await provider.capture(authorizationId);
    await provider.refund(authorizationId);
    expect(real.charges).toMatchObject([{ status: 'refunded' }]);
  });
});
