import { describe, expect, it } from '@jest/globals';
import {
  ada,
  address,
  guest,
  lines,
  openShop,
  productId,
  readyToBuy,
  stockChanged,
} from '../../test/shop.ts';
import { createSession } from './create-session.ts';

describe('createSession', () => {
  it('prices what is wanted, and lives for a day', async () => {
    const session = await createSession({ lineItems: lines(2, 1) }, guest, await openShop());
    expect(session).toMatchObject({
      status: 'open',
      version: 1,
      currency: 'EUR',
      totals: { subtotal: 3_000, discount: 0, shipping: 0, tax: 0, total: 3_000 },
      shippingOptions: [
        { optionId: 'standard', price: 490 },
        { optionId: 'courier', price: 900 },
      ],
      createdAt: '2030-01-01T12:00:00.000Z',
      expiresAt: '2030-01-02T12:00:00.000Z',
    });
    expect(session.sessionId).toMatch(/^chk_[0-9a-z]{36}$/);
    expect(session.customerId).toBeUndefined();
  });

  it('belongs to the customer who calls', async () => {
    const session = await createSession({ lineItems: lines(1) }, ada, await openShop());
    expect(session.customerId).toBe(ada.kind === 'user' && ada.customerId);
  });

  it('takes address, shipping and codes at once', async () => {
    const request = { ...readyToBuy, discountCodes: ['tenth', 'TENTH', 'fiver'] };
    const { totals, discountCodes } = await createSession(request, guest, await openShop());
    // 2000 less 10 % and 500, and 490 for shipping, taxed at 19 %.
    expect(totals).toEqual({ subtotal: 2_000, discount: 700, shipping: 490, tax: 340, total: 2_130 });
    expect(discountCodes).toEqual(['TENTH', 'FIVER']);
  });

  it.each([
    [
      'an unknown product',
      { lineItems: [{ productId: productId(99), quantity: 1 }] },
      'checkout.unknown-product',
      '/body/lineItems/0/productId',
    ],
    [
      'an unknown code',
      { lineItems: lines(1), discountCodes: ['TENTH', 'NOSUCH'] },
      'checkout.discount-not-applicable',
      '/body/discountCodes/1',
    ],
    [
      'shipping that is not offered there',
      { ...readyToBuy, shippingAddress: { ...address, country: 'FR' }, shippingOption: 'courier' },
      'checkout.shipping-option-unavailable',
      '/body/shippingOption',
    ],
    [
      'too many pieces',
      { lineItems: lines(11) },
      'checkout.insufficient-stock',
      '/body/lineItems/0/quantity',
    ],
  ])('refuses %s by its field', async (_, request, code, field) => {
    const refusal = createSession(request, guest, await openShop());
    await expect(refusal).rejects.toMatchObject({ code, fields: [{ field }] });
  });

  it('refuses what is sold out', async () => {
    const shop = await openShop();
    await shop.products.keepStock(stockChanged(1, 0, 2));
    const refusal = createSession({ lineItems: lines(1) }, guest, shop);
    await expect(refusal).rejects.toMatchObject({ kind: 'conflict', code: 'checkout.insufficient-stock' });
  });
});
