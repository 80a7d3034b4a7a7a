import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import type { DiscountRepository } from '../src/gateways/discount-repository.ts';
import { dynamoDbDiscountRepository } from '../src/gateways/dynamodb-discount-repository.ts';
import { dynamoDbRedemptionRepository } from '../src/gateways/dynamodb-redemption-repository.ts';
import { dynamoDbSessionRepository } from '../src/gateways/dynamodb-session-repository.ts';
import type { RedemptionRepository } from '../src/gateways/redemption-repository.ts';
import type { SessionRepository } from '../src/gateways/session-repository.ts';
import { toUseIds } from '../src/models/discount.ts';
import type { Session } from '../src/models/session.ts';
import { inMemoryDiscountRepository } from './in-memory-discount-repository.ts';
import { inMemorySessionRepository } from './in-memory-session-repository.ts';
import { createTemporaryTables } from './temporary-tables.ts';

interface Repositories {
  readonly sessions: SessionRepository;
  readonly discounts: DiscountRepository;
  readonly redemptions: RedemptionRepository;
}

let dynamoDbRepositories: Repositories;
let drop = async () => {};

beforeAll(async () => {
  const temporary = await createTemporaryTables(
    { sessions: ['sessionId'], discounts: ['kind', 'code'], uses: ['useId'], redemptions: ['orderId'] },
    { sessions: { byDue: ['dueGroup', 'dueAt'] } },
  );
  drop = temporary.drop;
  dynamoDbRepositories = {
    sessions: dynamoDbSessionRepository(temporary.tables, temporary.client),
    discounts: dynamoDbDiscountRepository(temporary.tables, temporary.client),
    redemptions: dynamoDbRedemptionRepository(temporary.tables, temporary.client),
  };
});
afterAll(() => drop());

const inMemoryRepositories = (): Repositories => {
  const discounts = inMemoryDiscountRepository();
  return { discounts, redemptions: discounts, sessions: inMemorySessionRepository(discounts) };
};

const newSession = (): Session => ({
  sessionId: newId('chk'),
  status: 'open',
  lineItems: [],
  currency: 'EUR',
  totals: { subtotal: 0, discount: 0, shipping: 0, tax: 0, total: 0 },
  discountCodes: [],
  problems: [],
  attempts: [],
  createdAt: '2030-01-01T12:00:00.000Z',
  expiresAt: '2030-01-02T12:00:00.000Z',
  removeAt: 1_900_000_000,
});
const newCode = () => randomUUID().toUpperCase().slice(0, 18);
const terms = { reduction: { basisPoints: 1_000 } };

describe.each<[string, () => Repositories]>([
  ['on DynamoDB with conflicts', () => dynamoDbRepositories],
  ['in memory', inMemoryRepositories],
])('the session and discount repositories %s', (_, create) => {
  async function setup(change: object = {}) {
    const { sessions, discounts, redemptions: returned } = create();
    const code = newCode();
    await discounts.insert(code, { ...terms, ...change });
    const insert = async () => sessions.insert(newSession());
    const submit = async (uses: string[] = []) => {
      const session = await insert();
      const orderId = newId('ord');
      const submitted = { ...session, status: 'completing' as const };
      const conflictCause = await sessions.submit(submitted, orderId, [{ code, uses }]);
      return { conflictCause, orderId, stored: (await sessions.find(session.sessionId))! };
    };
    const redemptions = async () => (await discounts.find(code))?.redemptions;
    return { sessions, discounts, returned, code, insert, submit, redemptions };
  }

  it('finds a session, and replaces only the version that was read', async () => {
    const { sessions } = create();
    const session = await sessions.insert(newSession());
    expect(await sessions.find(session.sessionId)).toEqual(session);
    expect(await sessions.find(newId('chk'))).toBeUndefined();
    const replaced = await sessions.replace({ ...session, email: 'ada@example.com' });
    expect(replaced.version).toBe(2);
    await expect(sessions.replace(session)).rejects.toMatchObject({ code: 'record.changed' });
  });

  it('submits a session and counts its redemption in one transaction', async () => {
    const { submit, redemptions } = await setup({ maxRedemptions: 1 });
    expect(await submit()).toMatchObject({
      conflictCause: undefined,
      stored: { status: 'completing', version: 2 },
    });
    expect(await redemptions()).toBe(1);
    expect(await submit()).toMatchObject({
      conflictCause: 'discount-unavailable',
      stored: { status: 'open', version: 1 },
    });
    expect(await redemptions()).toBe(1);
  });

  it('returns submitted sessions that are due until they have ended', async () => {
    const { sessions } = create();
    const at = (hour: number) => new Date(Date.UTC(2030, 0, 3, hour));
    const open = await Promise.all(Array.from({ length: 12 }, () => sessions.insert(newSession())));
    const ids = open.map(({ sessionId }) => sessionId);
    const due = async (hour: number) => {
      const found: string[] = [];
      for await (const sessionId of sessions.due(at(hour)))
        if (ids.includes(sessionId)) found.push(sessionId);
      return found.toSorted();
    };
    const submission = {
      orderId: newId('ord'),
      publishAttempts: 1,
      submittedAt: at(0).toISOString(),
      republishAt: at(6).toISOString(),
    };
    const [canceled, ...others] = open;
    await sessions.replace({ ...canceled!, status: 'canceled' });
    const submitted = others.slice(0, 9);
    for (const session of submitted)
      await sessions.submit({ ...session, status: 'completing', submission }, newId('ord'), []);
    expect(await due(5)).toEqual([]);
    expect(await due(6)).toEqual(submitted.map(({ sessionId }) => sessionId).toSorted());
    const [completed, ...left] = submitted;
    await sessions.complete(completed!.sessionId, submission.orderId);
    expect(await due(6)).toEqual(left.map(({ sessionId }) => sessionId).toSorted());
    expect(await sessions.find(left[0]!.sessionId)).not.toHaveProperty('dueAt');
  });

  it('completes a session whose order is in progress, once, and returns what it was', async () => {
    const { sessions } = create();
    const orderId = newId('ord');
    const submission = { orderId, publishAttempts: 1, submittedAt: '2030', republishAt: '2030' };
    const open = await sessions.insert(newSession());
    const complete = (id = orderId) => sessions.complete(open.sessionId, id);
    expect(await complete()).toMatchObject({ status: 'open' });
    await sessions.submit({ ...open, status: 'completing', submission }, orderId, []);
    expect(await complete(newId('ord'))).toMatchObject({ status: 'completing' });
    expect(await sessions.peek(open.sessionId)).toMatchObject({ status: 'completing', version: 2 });
    expect(await complete()).toMatchObject({ status: 'completing', submission });
    expect(await complete()).toMatchObject({ status: 'completed', version: 3 });
    expect(await sessions.find(open.sessionId)).not.toHaveProperty('submission');
    expect(await sessions.complete(newId('chk'), orderId)).toBeUndefined();
  });

  it('reports that a session without redemptions changed since it was read', async () => {
    const { sessions, insert } = await setup();
    const session = { ...(await insert()), status: 'completing' as const };
    expect(await sessions.submit(session, newId('ord'), [])).toBeUndefined();
    expect(await sessions.submit(session, newId('ord'), [])).toBe('session-changed');
  });

  it('submits a version once', async () => {
    const { sessions, insert, code, redemptions } = await setup();
    const session = { ...(await insert()), status: 'completing' as const };
    const submitOnce = () => sessions.submit(session, newId('ord'), [{ code, uses: [] }]);
    const results = await Promise.all(Array.from({ length: 5 }, submitOnce));
    expect(results.filter((conflictCause) => conflictCause === undefined)).toHaveLength(1);
    expect(results.filter((conflictCause) => conflictCause === 'session-changed')).toHaveLength(4);
    expect(await redemptions()).toBe(1);
  });

  it('lets a customer use a code once, and again after it is returned', async () => {
    const { sessions, discounts, submit, code, redemptions } = await setup({ oncePerCustomer: true });
    const customer = { customerId: randomUUID(), email: `${randomUUID()}@example.com` };
    const uses = toUseIds(code, customer);
    const { stored, orderId } = await submit(uses);
    expect(await submit(uses.slice(1))).toMatchObject({ conflictCause: 'discount-unavailable' });
    const isUsed = async () => (await discounts.findWithUsage([{ code, uses }]))[0]?.isAlreadyUsed;
    expect(await isUsed()).toBe(true);

    const reopen = () => sessions.reopen({ ...stored, status: 'open' }, orderId);
    expect([await reopen(), await reopen()]).toEqual([undefined, 'session-changed']);
    expect([await isUsed(), await redemptions()]).toEqual([false, 0]);
    expect(await submit(uses)).toMatchObject({ conflictCause: undefined });
  });

  it('returns the redemptions of an order once, also for concurrent events', async () => {
    const { discounts, returned, submit, code, redemptions } = await setup({ oncePerCustomer: true });
    const customer = () => toUseIds(code, { customerId: randomUUID() });
    const uses = customer();
    const { orderId } = await submit(uses);
    await submit(customer());
    const results = await Promise.all(Array.from({ length: 5 }, () => returned.returnAll(orderId)));
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(await returned.returnAll(orderId)).toBe(false);
    expect(await redemptions()).toBe(1);
    expect((await discounts.findWithUsage([{ code, uses }]))[0]?.isAlreadyUsed).toBe(false);
    expect(await submit(uses)).toMatchObject({ conflictCause: undefined });
  });

  it('returns nothing for an order without redemptions', async () => {
    const { sessions, redemptions: returned } = create();
    const session = await sessions.insert(newSession());
    const orderId = newId('ord');
    await sessions.submit({ ...session, status: 'completing' }, orderId, []);
    expect(await returned.returnAll(orderId)).toBe(false);
  });

  it('returns only codes that exist', async () => {
    const { discounts, code } = await setup();
    const found = await discounts.findWithUsage([
      { code, uses: [] },
      { code: newCode(), uses: [] },
    ]);
    expect(found).toEqual([{ isAlreadyUsed: false, discount: { code, terms, redemptions: 0, version: 1 } }]);
    expect(await discounts.findWithUsage([])).toEqual([]);
  });

  it('replaces the terms of a discount and keeps its redemptions', async () => {
    const { discounts, submit, code } = await setup();
    const existing = (await discounts.find(code))!;
    await submit();
    const changed = { reduction: { basisPoints: 2_000 } };
    expect(await discounts.replace(existing, changed)).toMatchObject({ version: 2, terms: changed });
    expect(await discounts.find(code)).toEqual({ code, terms: changed, redemptions: 1, version: 2 });
    await expect(discounts.replace(existing, terms)).rejects.toMatchObject({ code: 'record.changed' });
  });

  it('counts earlier redemptions when the limit is lowered', async () => {
    const { discounts, submit, code } = await setup();
    await submit();
    await discounts.replace((await discounts.find(code))!, { ...terms, maxRedemptions: 1 });
    expect(await submit()).toMatchObject({ conflictCause: 'discount-unavailable' });
  });

  it('keeps one discount per code, and lists them by code', async () => {
    const { discounts } = create();
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
