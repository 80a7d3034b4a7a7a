import { describe, expect, it } from '@jest/globals';
import type { Caller } from '#libs/lambda';
import {
  ada,
  address,
  bob,
  guest,
  lines,
  openShop,
  productChanged,
  readyToBuy,
  stockChanged,
} from '../../test/shop.ts';
import type { SessionChanges } from '../models/session.ts';
import { createSession } from './create-session.ts';
import { updateSession } from './update-session.ts';

async function begun({ as: caller = guest }: { as?: Caller } = {}) {
  const shop = await openShop();
  const { sessionId } = await createSession(readyToBuy, caller, shop);
  const update = (
    changes: SessionChanges,
    { ifMatch, as = caller }: { ifMatch?: string; as?: Caller } = {},
  ) => updateSession({ sessionId, changes, ifMatch, caller: as }, shop);
  return { shop, sessionId, update };
}

describe('updateSession', () => {
  it('makes totals follow, and lives for a day more', async () => {
    const { shop, update } = await begun();
    shop.now.advance(3_600);
    const { totals, version, expiresAt } = await update({ lineItems: lines(5), discountCodes: ['FIVER'] });
    expect(totals).toEqual({ subtotal: 5_000, discount: 500, shipping: 490, tax: 948, total: 5_938 });
    expect([version, expiresAt]).toEqual([2, '2030-01-02T13:00:00.000Z']);
  });

  it('takes away what is null and leaves alone what is not named', async () => {
    const { update } = await begun();
    const session = await update({ email: null, shippingOption: null });
    expect([session.email, session.shippingOption, session.totals.shipping]).toEqual([
      undefined,
      undefined,
      0,
    ]);
    expect(session.shippingAddress).toEqual(address);
  });

  it('replaces an address as a whole', async () => {
    const { update } = await begun();
    await update({ shippingAddress: { ...address, line2: 'Third floor' } });
    const { shippingAddress } = await update({ shippingAddress: address });
    expect(shippingAddress).toEqual(address);
  });

  it('reads titles and prices anew', async () => {
    const { shop, update } = await begun();
    await shop.products.keepProduct(productChanged(1, { title: 'Renamed', amount: 1_500, revision: 2 }));
    const { lineItems } = await update({ email: 'new@example.com' });
    expect(lineItems).toMatchObject([{ title: 'Renamed', unitPrice: 1_500, total: 3_000 }]);
  });

  it('lets go of shipping and codes that no longer apply', async () => {
    const { shop, update } = await begun();
    await update({ shippingOption: 'courier', discountCodes: ['TENTH'] });
    const tenth = await shop.discounts.find('TENTH');
    await shop.discounts.replace(tenth!, { ...tenth!.terms, validUntil: '2029-01-01T00:00:00Z' });
    const session = await update({ shippingAddress: { ...address, country: 'FR' } });
    expect([session.shippingOption, session.discountCodes]).toEqual([undefined, []]);
    expect(session.totals).toMatchObject({ discount: 0, shipping: 0, tax: 0 });
  });

  it('lets an address be set for what is sold out meanwhile', async () => {
    const { shop, update } = await begun();
    await shop.products.keepStock(stockChanged(1, 0, 2));
    await expect(update({ email: 'new@example.com' })).resolves.toMatchObject({ version: 2 });
    await expect(update({ lineItems: lines(1) })).rejects.toMatchObject({
      code: 'checkout.insufficient-stock',
    });
  });

  it('refuses a change of another version', async () => {
    const { update } = await begun();
    await update({ email: 'a@example.com' }, { ifMatch: '"1"' });
    await expect(update({ email: 'b@example.com' }, { ifMatch: '"1"' })).rejects.toMatchObject({
      kind: 'precondition-failed',
    });
  });

  it('loses no change to a race', async () => {
    const { update } = await begun();
    await Promise.all([update({ email: 'b@example.com' }), update({ lineItems: lines(3) })]);
    const session = await update({});
    expect([session.email, session.lineItems[0]?.quantity, session.version]).toEqual(['b@example.com', 3, 4]);
  });

  it("does not find somebody else's session", async () => {
    const { update } = await begun({ as: ada });
    for (const as of [bob, guest])
      await expect(update({}, { as })).rejects.toMatchObject({ code: 'checkout.session-not-found' });
  });

  it('refuses an expired session', async () => {
    const { shop, update } = await begun();
    shop.now.advance(24 * 3_600);
    await expect(update({})).rejects.toMatchObject({ code: 'checkout.expired' });
  });
});
