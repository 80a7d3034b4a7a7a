import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AppError } from '#libs/errors';
import type { Caller } from '#libs/lambda';
import {
  ada,
  address,
  bob,
  guest,
  lines,
  createShop,
  productChanged,
  productId,
  completeBasket,
  stockChanged,
  sourceIp,
} from '../../test/shop.ts';
import type { TaxRateDetails } from '../models/tax-rate.ts';
import type { SessionChanges } from '../models/session.ts';
import { createSession } from './create-session.ts';
import { updateSession } from './update-session.ts';

type Shop = Awaited<ReturnType<typeof createShop>>;

async function replaceRate(taxRates: Shop['taxRates'], details: TaxRateDetails) {
  const { version } = (await taxRates.find('DE'))!;
  await taxRates.save('DE', details, { version });
}

/** What can happen to a basket between two requests. */
const happenings = {
  gone: ({ products }: Shop) =>
    products.applyProductChanged(productChanged(1, { status: 'archived', revision: 2 })),
  'sold-out': ({ products }: Shop) => products.applyStockChanged(stockChanged(2, 0, 2)),
  expired: async ({ discounts }: Shop) => {
    const tenth = (await discounts.find('TENTH'))!;
    await discounts.replace(tenth, { ...tenth.terms, validUntil: '2029-01-01T00:00:00Z' });
  },
  unoffered: async ({ shippingOptions }: Shop) => {
    const { version, details } = (await shippingOptions.find('standard'))!;
    await shippingOptions.save('standard', { ...details, isOffered: false }, { version });
  },
  regions: ({ taxRates }: Shop) =>
    replaceRate(taxRates, { title: 'Umsatzsteuer', basisPoints: 1_900, regions: ['BE'] }),
};

async function setup({ as: caller = guest }: { as?: Caller } = {}) {
  const shop = await createShop();
  const { session, sessionToken } = await createSession(completeBasket, { caller, sourceIp }, shop);
  const { sessionId } = session;
  const change = (
    changes: SessionChanges,
    { ifMatch, as = caller }: { ifMatch?: string; as?: Caller } = {},
  ) => updateSession({ sessionId, changes, ifMatch, caller: as, sessionToken, sourceIp }, shop);
  const update = async (...request: Parameters<typeof change>) => (await change(...request)).session;
  return { shop, sessionId, change, update };
}

describe('updateSession', () => {
  it('updates the totals and extends the expiry by a day', async () => {
    const { shop, update } = await setup();
    shop.now.advance(3_600);
    const { totals, version, expiresAt } = await update({ lineItems: lines(5), discountCodes: ['FIVER'] });
    expect(totals).toEqual({ subtotal: 5_000, discount: 500, shipping: 490, tax: 948, total: 5_938 });
    expect([version, expiresAt]).toEqual([2, '2030-01-02T13:00:00.000Z']);
  });

  it('removes fields that are null and keeps fields that are absent', async () => {
    const { update } = await setup();
    const session = await update({ email: null, shippingOption: null });
    expect([session.email, session.shipping, session.totals.shipping]).toEqual([undefined, undefined, 0]);
    expect(session.shippingAddress).toEqual(address);
  });

  it('replaces an address as a whole', async () => {
    const { update } = await setup();
    await update({ shippingAddress: { ...address, line2: 'Third floor' } });
    const { shippingAddress } = await update({ shippingAddress: address });
    expect(shippingAddress).toEqual(address);
  });

  it('reads current titles and prices', async () => {
    const { shop, update } = await setup();
    await shop.products.applyProductChanged(
      productChanged(1, { title: 'Renamed', amount: 1_500, revision: 2 }),
    );
    const { lineItems } = await update({ email: 'new@example.com' });
    expect(lineItems).toMatchObject([{ title: 'Renamed', unitPrice: 1_500, total: 3_000 }]);
  });

  it('accepts a shipping option that is newer than the options in the cache', async () => {
    const { shop, sessionId } = await setup({ as: ada });
    const known = await shop.shippingOptions.findAll();
    const prices = [{ currency: 'EUR', amount: 0 }];
    await shop.shippingOptions.save('pickup', { title: 'Pick up', prices, isOffered: true });
    const shippingOptions = { ...shop.shippingOptions, findAll: async () => known };
    const { session } = await updateSession(
      { sessionId, changes: { shippingOption: 'pickup' }, ifMatch: undefined, caller: ada, sourceIp },
      { ...shop, shippingOptions },
    );
    expect([session.shipping?.optionId, session.totals.shipping]).toEqual(['pickup', 0]);
  });

  it('offers the shipping options of the new basket and address', async () => {
    const { change } = await setup();
    const offered = async (changes: SessionChanges) =>
      (await change(changes)).shippingOptions?.map(({ optionId, price }) => [optionId, price]);
    expect(await offered({ lineItems: lines(5) })).toEqual([
      ['standard', 0],
      ['courier', 900],
    ]);
    expect(await offered({ shippingOption: null, shippingAddress: { ...address, country: 'FR' } })).toEqual([
      ['standard', 0],
    ]);
  });

  it('drops a shipping option and discount codes that no longer apply', async () => {
    const { shop, update } = await setup();
    await update({ shippingOption: 'courier', discountCodes: ['TENTH'] });
    const tenth = await shop.discounts.find('TENTH');
    await shop.discounts.replace(tenth!, { ...tenth!.terms, validUntil: '2029-01-01T00:00:00Z' });
    const session = await update({ shippingAddress: { ...address, country: 'FR' } });
    expect([session.shipping, session.discountCodes]).toEqual([undefined, []]);
    expect(session.totals).toMatchObject({ discount: 0, shipping: 0, tax: 0 });
  });

  it.each<[string, (shop: Shop) => Promise<unknown>, object]>([
    [
      'a product is gone',
      happenings.gone,
      { code: 'checkout.unknown-product', field: '/lineItems/0/productId' },
    ],
    [
      'a product is sold out',
      happenings['sold-out'],
      { code: 'checkout.insufficient-stock', field: '/lineItems/1/quantity' },
    ],
    [
      'a product is sold in another currency',
      ({ products }) => products.applyProductChanged(productChanged(1, { currency: 'USD', revision: 2 })),
      { code: 'checkout.currency-mismatch', field: '/lineItems/0/productId' },
    ],
    [
      'a product costs more than can be paid',
      ({ products }) =>
        products.applyProductChanged(productChanged(1, { amount: 99_999_999_999, revision: 2 })),
      { code: 'checkout.total-too-large', field: '/lineItems' },
    ],
    [
      'a discount code expired',
      happenings.expired,
      {
        code: 'checkout.discount-not-applicable',
        field: '/discountCodes',
        message: 'TENTH is no longer valid',
      },
    ],
    [
      'the shipping option is not offered any more',
      happenings.unoffered,
      { code: 'checkout.shipping-option-unavailable', field: '/shippingOption' },
    ],
    [
      'tax came to depend on the region',
      happenings.regions,
      { code: 'checkout.region-unknown', field: '/shippingAddress/region' },
    ],
  ])('accepts other changes when %s, and shows the problem', async (_, change, problem) => {
    const { shop, update } = await setup();
    await update({ lineItems: lines(1, 1), discountCodes: ['TENTH'] });
    await change(shop);
    const changed = await update({ email: 'new@example.com' });
    expect(changed).toMatchObject({ email: 'new@example.com', problems: [problem] });
    expect(changed.lineItems).toHaveLength(2);
  });

  it('shows no problem any more once the line is removed', async () => {
    const { shop, update } = await setup();
    await update({ lineItems: lines(1, 1) });
    await shop.products.applyProductChanged(productChanged(1, { status: 'archived', revision: 2 }));
    await expect(update({ lineItems: lines(1, 1) })).rejects.toMatchObject({
      code: 'checkout.unknown-product',
      fields: [{ field: '/body/lineItems/0/productId' }],
    });
    const changed = await update({ lineItems: [{ productId: productId(2), quantity: 1 }] });
    expect(changed).toMatchObject({ problems: [], totals: { subtotal: 1_000 } });
  });

  it('names no field that was not sent, with any combination of unavailable parts', async () => {
    const sent = fc.subarray([
      'lineItems',
      'email',
      'shippingAddress',
      'shippingOption',
      'discountCodes',
    ] as const);
    const happened = fc.subarray(['gone', 'sold-out', 'expired', 'unoffered', 'regions'] as const);
    await fc.assert(
      fc.asyncProperty(sent, happened, async (fields, events) => {
        const { shop, update } = await setup();
        const basket = { ...completeBasket, lineItems: lines(1, 1), discountCodes: ['TENTH'] };
        await update(basket);
        for (const event of events) await happenings[event](shop);
        const changes = Object.fromEntries(fields.map((name) => [name, basket[name]]));
        const error = await update(changes).then(
          () => undefined,
          (thrown: AppError) => thrown,
        );
        for (const { field } of error?.fields ?? []) expect(fields).toContain(field.split('/')[2]);
      }),
      { numRuns: 60 },
    );
  });

  it('accepts other changes when a product is sold out', async () => {
    const { shop, update } = await setup();
    await shop.products.applyStockChanged(stockChanged(1, 0, 2));
    await expect(update({ email: 'new@example.com' })).resolves.toMatchObject({ version: 2 });
    await expect(update({ lineItems: lines(1) })).rejects.toMatchObject({
      code: 'checkout.insufficient-stock',
    });
  });

  it('rejects a change of another version', async () => {
    const { update } = await setup();
    await update({ email: 'a@example.com' }, { ifMatch: '"1"' });
    await expect(update({ email: 'b@example.com' }, { ifMatch: '"1"' })).rejects.toMatchObject({
      kind: 'precondition-failed',
    });
  });

  it('applies every one of several concurrent changes', async () => {
    const { update } = await setup();
    await Promise.all([update({ email: 'b@example.com' }), update({ lineItems: lines(3) })]);
    const session = await update({});
    expect([session.email, session.lineItems[0]?.quantity, session.version]).toEqual(['b@example.com', 3, 4]);
  });

  it("does not find another customer's session", async () => {
    const { update } = await setup({ as: ada });
    for (const as of [bob, guest])
      await expect(update({}, { as })).rejects.toMatchObject({ code: 'session.not-found' });
  });

  it('rejects an expired session', async () => {
    const { shop, update } = await setup();
    shop.now.advance(24 * 3_600);
    await expect(update({})).rejects.toMatchObject({ code: 'checkout.expired' });
  });
});
