import { describe, expect, it } from '@jest/globals';
import { money } from '#libs/models';
import { inMemoryPaymentProvider } from '../../test/in-memory-payment-provider.ts';
import { zeroAmountProvider } from './zero-amount-provider.ts';

const request = { reference: 'ord_1', paymentToken: 'tok_success', idempotencyKey: 'key-1' };

describe('freeOfCharge', () => {
  it('handles a zero amount without the provider', async () => {
    const provider = zeroAmountProvider(inMemoryPaymentProvider(() => 'failure'));
    const { authorizationId } = await provider.authorize({ ...request, amount: money(0, 'EUR') });
    await provider.capture(authorizationId);
    await provider.refund(authorizationId);
    expect(await provider.void(authorizationId)).toBe('voided');
  });

  it('passes other amounts to the provider', async () => {
    const real = inMemoryPaymentProvider();
    const provider = zeroAmountProvider(real);
    const { authorizationId } = await provider.authorize({ ...request, amount: money(1, 'EUR') });
    await provider.capture(authorizationId);
    await provider.refund(authorizationId);
    expect(real.charges).toMatchObject([{ status: 'refunded' }]);
  });
});
