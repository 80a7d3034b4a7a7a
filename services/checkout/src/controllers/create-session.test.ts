import { describe, expect, it } from '@jest/globals';
import {
  ada,
  address,
  guest,
  lines,
  createShop,
  productId,
  completeBasket,
  stockChanged,
  sourceIp,
} from '../../test/shop.ts';
import { createSession } from './create-session.ts';

describe('createSession', () => {
  it('prices the basket and expires after a day', async () => {
    const { session, shippingOptions } = await createSession(
      { lineItems: lines(2, 1) },
      { caller: guest, sourceIp },
      await createShop(),
    );
    expect(session).toMatchObject({
      status: 'open',
      version: 1,
      currency: 'EUR',
      totals: { subtotal: 3_000, discount: 0, shipping: 0, tax: 0, total: 3_000 },
      createdAt: '2030-01-01T12:00:00.000Z',
      expiresAt: '2030-01-02T12:00:00.000Z',
    });
    expect(shippingOptions).toMatchObject([
      { optionId: 'standard', price: 490 },
      { optionId: 'courier', price: 900 },
    ]);
    expect(session.sessionId).toMatch(/^chk_[0-9a-z]{36}$/);
    expect(session.customerId).toBeUndefined();
  });

  it('assigns the session to the signed-in customer', async () => {
    const { session } = await createSession(
      { lineItems: lines(1) },
      { caller: ada, sourceIp },
      await createShop(),
    );
    expect(session.customerId).toBe(ada.kind === 'customer' && ada.customerId);
  });

  it('accepts address, shipping option and discount codes', async () => {
    const request = { ...completeBasket, discountCodes: ['tenth', 'TENTH', 'fiver'] };
    const { totals, discountCodes } = (
      await createSession(request, { caller: guest, sourceIp }, await createShop())
    ).session;
    // 2000 less 10 % and 500, plus 490 shipping, with 19 % tax.
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
      'a shipping option that is not offered in the country',
      { ...completeBasket, shippingAddress: { ...address, country: 'FR' }, shippingOption: 'courier' },
      'checkout.shipping-option-unavailable',
      '/body/shippingOption',
    ],
    [
      'a quantity above the stock',
      { lineItems: lines(11) },
      'checkout.insufficient-stock',
      '/body/lineItems/0/quantity',
    ],
  ])('rejects %s and names its field', async (_, request, code, field) => {
    const result = createSession(request, { caller: guest, sourceIp }, await createShop());
    await expect(result).rejects.toMatchObject({ code, fields: [{ field }] });
  });

  it('rejects a product that is sold out', async () => {
    const shop = await createShop();
    await shop.products.applyStockChanged(stockChanged(1, 0, 2));
    const result = createSession({ lineItems: lines(1) }, { caller: guest, sourceIp }, shop);
    await expect(result).rejects.toMatchObject({ kind: 'conflict', code: 'checkout.insufficient-stock' });
  });
});
