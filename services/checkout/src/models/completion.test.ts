import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { address, completeBasket, createShop, guest, sourceIp } from '../../test/shop.ts';
import { createSession } from '../controllers/create-session.ts';
import { isSameAgreement, toAgreement } from './completion.ts';

const { session } = await createSession(
  { ...completeBasket, discountCodes: ['TENTH'] },
  { caller: guest, sourceIp },
  await createShop(),
);
const [line] = session.lineItems;
const reread = JSON.parse(JSON.stringify(session)) as typeof session;
const isAgreed = (change: object) =>
  isSameAgreement(toAgreement(session), toAgreement({ ...reread, ...change }));

describe('toAgreement', () => {
  it('is the same for a session that was stored and read', () => {
    expect(isAgreed({})).toBe(true);
  });

  it.each<[string, object]>([
    ['the product of a line', { lineItems: [{ ...line, productId: 'prd_other' }] }],
    ['the title of a line', { lineItems: [{ ...line, title: 'Lens cap' }] }],
    ['the quantity of a line', { lineItems: [{ ...line, quantity: 1 }] }],
    ['the unit price of a line', { lineItems: [{ ...line, unitPrice: 1 }] }],
    ['another line', { lineItems: [line, line] }],
    ['the email address', { email: 'eve@example.com' }],
    ['the address', { shippingAddress: { ...address, line1: '2 Other Way' } }],
    ['the shipping option', { shipping: { optionId: 'courier', title: 'Standard', price: 490 } }],
    ['no shipping option', { shipping: undefined }],
    ['the title of the shipping option', { shipping: { ...session.shipping, title: 'By pigeon' } }],
    ['the codes', { discountCodes: [] }],
    ['the currency', { currency: 'USD' }],
  ])('differs by %s', (_, change) => {
    expect(isAgreed(change)).toBe(false);
  });

  it('differs by every part of the totals, also when the total is the same', () => {
    const part = fc.constantFrom('subtotal', 'discount', 'shipping', 'tax', 'total');
    fc.assert(
      fc.property(part, part, fc.integer({ min: 1, max: 1_000 }), (less, more, amount) => {
        fc.pre(less !== more);
        const { totals } = session;
        const shifted = { [less]: totals[less] - amount, [more]: totals[more] + amount };
        expect(isAgreed({ totals: { ...totals, ...shifted } })).toBe(false);
      }),
    );
  });
});
