import { describe, expect, it } from '@jest/globals';
import { ada, completeBasket, createShop, guest, sourceIp } from '../../test/shop.ts';
import { createSession } from './create-session.ts';
import { updateSession } from './update-session.ts';

type Shop = Awaited<ReturnType<typeof createShop>>;

async function openBasket(shop: Shop, { from = sourceIp, caller = guest } = {}) {
  const sender = { caller, sourceIp: from };
  const { session, sessionToken } = await createSession(completeBasket, sender, shop);
  const { sessionId } = session;
  return {
    create: (...discountCodes: string[]) => createSession({ ...completeBasket, discountCodes }, sender, shop),
    send: (...discountCodes: string[]) =>
      updateSession(
        { sessionId, sessionToken, ifMatch: undefined, changes: { discountCodes }, ...sender },
        shop,
      ),
  };
}
const wrong = { code: 'checkout.discount-not-applicable' };
const limited = { kind: 'throttled', code: 'discount.too-many-attempts' };
const guesses = (count: number) => Array.from({ length: count }, (_, n) => `GUESS${n}`);
const codesOf = (outcomes: readonly PromiseSettledResult<unknown>[]) =>
  outcomes.map((each) => (each.status === 'rejected' ? (each.reason as { code: string }).code : 'accepted'));

describe('wrong discount codes', () => {
  it('are limited per session, also when they are sent at the same time', async () => {
    const { send } = await openBasket(await createShop());
    const outcomes = codesOf(await Promise.allSettled(guesses(30).map((code) => send(code))));
    expect(outcomes.filter((code) => code === wrong.code)).toHaveLength(10);
    expect(outcomes.filter((code) => code === limited.code)).toHaveLength(20);
  });

  it('are limited per session when several are sent in one request', async () => {
    const { send } = await openBasket(await createShop());
    for (const _ of [1, 2]) await expect(send(...guesses(5))).rejects.toMatchObject(wrong);
    await expect(send('GUESS')).rejects.toMatchObject(limited);
  });

  it('hide whether a code is right once the limit is reached, until the next hour', async () => {
    const shop = await createShop();
    const { send } = await openBasket(shop);
    for (const code of guesses(10)) await expect(send(code)).rejects.toMatchObject(wrong);
    const refusal = send('TENTH');
    await expect(refusal).rejects.toMatchObject({ ...limited, retryAfterSeconds: 3_600 });
    shop.now.advance(3_600);
    await expect(send('TENTH')).resolves.toMatchObject({ session: { discountCodes: ['TENTH'] } });
  });

  it('are limited per network of a guest, in as many sessions as they open', async () => {
    const shop = await createShop();
    const { create } = await openBasket(shop, { from: '2001:db8::1' });
    for (const code of guesses(30)) await expect(create(code)).rejects.toMatchObject(wrong);
    await expect(create('TENTH')).rejects.toMatchObject(limited);
    const neighbor = await openBasket(shop, { from: '2001:db8::2' });
    await expect(neighbor.send('TENTH')).rejects.toMatchObject(limited);
    const other = await openBasket(shop, { from: '2001:db8:1::1' });
    await expect(other.send('TENTH')).resolves.toBeDefined();
  });

  it('are limited per customer, at any address', async () => {
    const shop = await createShop();
    for (const [index, code] of guesses(30).entries()) {
      const { create } = await openBasket(shop, { caller: ada as typeof guest, from: `192.0.2.${index}` });
      await expect(create(code)).rejects.toMatchObject(wrong);
    }
    const { create } = await openBasket(shop, { caller: ada as typeof guest, from: '198.51.100.1' });
    await expect(create('TENTH')).rejects.toMatchObject(limited);
    const someoneElse = await openBasket(shop, { from: '198.51.100.1' });
    await expect(someoneElse.send('TENTH')).resolves.toBeDefined();
  });

  it('do not limit right codes, requests without codes, or codes that the session has', async () => {
    const { send, create } = await openBasket(await createShop());
    for (let change = 0; change < 40; change++) {
      await send('TENTH', 'FIVER');
      await send('TENTH');
      await create('TENTH');
    }
    for (const code of guesses(10)) await expect(send('TENTH', code)).rejects.toMatchObject(wrong);
    await expect(send('tenth')).resolves.toMatchObject({ session: { discountCodes: ['TENTH'] } });
    await expect(send()).resolves.toMatchObject({ session: { discountCodes: [] } });
  });
});
