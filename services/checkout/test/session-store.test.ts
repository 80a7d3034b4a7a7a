import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import type { DiscountRegister } from '../src/gateways/discount-register.ts';
import { dynamoDbDiscountRegister } from '../src/gateways/dynamodb-discount-register.ts';
import { dynamoDbSessionStore } from '../src/gateways/dynamodb-session-store.ts';
import type { SessionStore } from '../src/gateways/session-store.ts';
import { usesOf } from '../src/models/discount.ts';
import type { Session } from '../src/models/session.ts';
import { inMemoryDiscountRegister } from './in-memory-discount-register.ts';
import { inMemorySessionStore } from './in-memory-session-store.ts';
import { createOwnTables } from './own-tables.ts';

interface Stores {
  readonly sessions: SessionStore;
  readonly discounts: DiscountRegister;
}

let onDynamoDb: Stores;
let drop = async () => {};

beforeAll(async () => {
  const own = await createOwnTables(
    { sessions: ['sessionId'], discounts: ['kind', 'code'], uses: ['useId'] },
    { sessions: { byDue: ['dueGroup', 'dueAt'] } },
  );
  drop = own.drop;
  onDynamoDb = {
    sessions: dynamoDbSessionStore(own.tables, own.client),
    discounts: dynamoDbDiscountRegister(own.tables, own.client),
  };
});
afterAll(() => drop());

const inMemory = (): Stores => {
  const discounts = inMemoryDiscountRegister();
  return { discounts, sessions: inMemorySessionStore(discounts) };
};

const newSession = (): Session => ({
  sessionId: newId('chk'),
  status: 'open',
  lineItems: [],
  currency: 'EUR',
  totals: { subtotal: 0, discount: 0, shipping: 0, tax: 0, total: 0 },
  shippingOptions: [],
  discountCodes: [],
  attempts: [],
  createdAt: '2030-01-01T12:00:00.000Z',
  expiresAt: '2030-01-02T12:00:00.000Z',
  removeAt: 1_900_000_000,
});
const newCode = () => randomUUID().toUpperCase().slice(0, 18);
const terms = { reduction: { basisPoints: 1_000 } };

describe.each<[string, () => Stores]>([
  ['on DynamoDB', () => onDynamoDb],
  ['in memory', inMemory],
])('sessions and discounts %s', (_, open) => {
  async function submittable(change: object = {}) {
    const { sessions, discounts } = open();
    const code = newCode();
    await discounts.insert(code, { ...terms, ...change });
    const begin = async () => sessions.insert(newSession());
    const submit = async (uses: string[] = []) => {
      const session = await begin();
      const lostTo = await sessions.submit({ ...session, status: 'completing' }, [{ code, uses }]);
      return { lostTo, stored: (await sessions.find(session.sessionId))! };
    };
    const redemptions = async () => (await discounts.find(code))?.redemptions;
    return { sessions, discounts, code, begin, submit, redemptions };
  }

  it('keep a session, and replace only the version that was read', async () => {
    const { sessions } = open();
    const session = await sessions.insert(newSession());
    expect(await sessions.find(session.sessionId)).toEqual(session);
    expect(await sessions.find(newId('chk'))).toBeUndefined();
    const replaced = await sessions.replace({ ...session, email: 'ada@example.com' });
    expect(replaced.version).toBe(2);
    await expect(sessions.replace(session)).rejects.toMatchObject({ code: 'record.changed' });
  });

  it('submit a session and count its redemption in one', async () => {
    const { submit, redemptions } = await submittable({ maxRedemptions: 1 });
    expect(await submit()).toMatchObject({ lostTo: undefined, stored: { status: 'completing', version: 2 } });
    expect(await redemptions()).toBe(1);
    expect(await submit()).toMatchObject({
      lostTo: 'another-redemption',
      stored: { status: 'open', version: 1 },
    });
    expect(await redemptions()).toBe(1);
  });

  it('tell those whose time has come, as long as they have not ended', async () => {
    const { sessions } = open();
    const at = (hour: number) => new Date(Date.UTC(2030, 0, 2, hour));
    const due = async (hour: number) => {
      const ids: string[] = [];
      for await (const sessionId of sessions.due(at(hour))) ids.push(sessionId);
      return ids;
    };
    const begun = await Promise.all(Array.from({ length: 12 }, () => sessions.insert(newSession())));
    const ids = begun.map(({ sessionId }) => sessionId);
    expect(await due(12)).toEqual(expect.arrayContaining(ids));
    expect((await due(11)).filter((id) => ids.includes(id))).toEqual([]);

    const submission = {
      paymentToken: 'tok',
      redemptions: [],
      tellings: 1,
      submittedAt: at(0).toISOString(),
      tellAgainAt: at(6).toISOString(),
    };
    const [submitted, ended, ...others] = begun;
    await sessions.submit({ ...submitted!, status: 'completing', submission }, []);
    await sessions.replace({ ...ended!, status: 'canceled' });
    expect((await due(6)).filter((id) => ids.includes(id))).toEqual([submitted!.sessionId]);
    const left = (await due(12)).filter((id) => ids.includes(id));
    expect(left.toSorted()).toEqual([submitted!, ...others].map(({ sessionId }) => sessionId).toSorted());
    expect(await sessions.find(submitted!.sessionId)).not.toHaveProperty('dueAt');
  });

  it('submit a version once', async () => {
    const { sessions, begin, code, redemptions } = await submittable();
    const session = { ...(await begin()), status: 'completing' as const };
    const submitOnce = () => sessions.submit(session, [{ code, uses: [] }]);
    const results = await Promise.all(Array.from({ length: 5 }, submitOnce));
    expect(results.filter((lostTo) => lostTo === undefined)).toHaveLength(1);
    expect(results.filter((lostTo) => lostTo === 'another-change')).toHaveLength(4);
    expect(await redemptions()).toBe(1);
  });

  it('let a buyer use a code once, and again once it is given back', async () => {
    const { sessions, discounts, submit, code, redemptions } = await submittable({ oncePerCustomer: true });
    const buyer = { customerId: randomUUID(), email: `${randomUUID()}@example.com` };
    const uses = usesOf(code, buyer);
    const { stored } = await submit(uses);
    expect(await submit(uses.slice(1))).toMatchObject({ lostTo: 'another-redemption' });
    const isUsed = async () => (await discounts.forBuyer([{ code, uses }]))[0]?.isUsedByBuyer;
    expect(await isUsed()).toBe(true);

    const reopen = () => sessions.reopen({ ...stored, status: 'open' }, [{ code, uses }]);
    expect([await reopen(), await reopen()]).toEqual([undefined, 'another-change']);
    expect([await isUsed(), await redemptions()]).toEqual([false, 0]);
    expect(await submit(uses)).toMatchObject({ lostTo: undefined });
  });

  it('tell codes that exist from others', async () => {
    const { discounts, code } = await submittable();
    const found = await discounts.forBuyer([
      { code, uses: [] },
      { code: newCode(), uses: [] },
    ]);
    expect(found).toEqual([{ isUsedByBuyer: false, discount: { code, terms, redemptions: 0, version: 1 } }]);
    expect(await discounts.forBuyer([])).toEqual([]);
  });

  it('give a discount other terms and keep its count', async () => {
    const { discounts, submit, code } = await submittable();
    const seen = (await discounts.find(code))!;
    await submit();
    const changed = { reduction: { basisPoints: 2_000 } };
    expect(await discounts.replace(seen, changed)).toMatchObject({ version: 2, terms: changed });
    expect(await discounts.find(code)).toEqual({ code, terms: changed, redemptions: 1, version: 2 });
    await expect(discounts.replace(seen, terms)).rejects.toMatchObject({ code: 'record.changed' });
  });

  it('hold a lower limit against what was redeemed before', async () => {
    const { discounts, submit, code } = await submittable();
    await submit();
    await discounts.replace((await discounts.find(code))!, { ...terms, maxRedemptions: 1 });
    expect(await submit()).toMatchObject({ lostTo: 'another-redemption' });
  });

  it('keep one discount of each code, and list them by code', async () => {
    const { discounts } = open();
    const codes = [newCode(), newCode(), newCode()];
    for (const code of codes) await discounts.insert(code, terms);
    await expect(discounts.insert(codes[0]!, terms)).rejects.toMatchObject({ code: 'discount.exists' });
    const listed: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await discounts.page({ limit: 2, ...(cursor !== undefined && { cursor }) });
      listed.push(...page.items.map(({ code }) => code));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(listed).toEqual(listed.toSorted());
    expect(listed).toEqual(expect.arrayContaining(codes));
  });
});
