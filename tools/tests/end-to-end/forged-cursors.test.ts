import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createOwnedResources,
  deleteOwnedSince,
  listOwned,
  type OwnedIds,
} from './authorization/owned-resources.ts';
import { everyOperation, type Operation } from './operations.ts';
import { callerOf } from './route-access.ts';
import { cloud, stockedProduct } from './shop.ts';

/** Every list: the routes that take a cursor. */
const lists = everyOperation().filter(
  ({ method, parameters }) => method === 'GET' && parameters.some(({ name }) => name === 'cursor'),
);

const encode = (text: string) => Buffer.from(text).toString('base64url');
const forged = [
  'x',
  encode('null'),
  encode('[]'),
  encode('{}'),
  encode('{"unknown":"key"}'),
  encode('{"orderId":1e400}'),
  encode('{"orderId":9007199254740993}'),
  encode('{"orderId":"\\ud83d"}'),
  encode('{"kind":"discount","id":"A","customerId":"other","productId":"prd_0"}'),
  encode(JSON.stringify({ orderId: 'x'.repeat(2000) })),
];

let before: ReadonlySet<string>;
let ids: OwnedIds;
beforeAll(async () => {
  before = await listOwned(['customer']);
  ids = { ...(await createOwnedResources('customer')), productId: await stockedProduct(1) };
});
afterAll(() => deleteOwnedSince(before, ['customer']));

const urlOf = ({ path }: Operation, cursor: string) =>
  `${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? name)}?limit=1&cursor=${cursor}`;

describe('a list', () => {
  it('is found in every service that has one', () => {
    expect(lists.length).toBeGreaterThan(10);
  });

  it.each(lists.map((list) => [list.path, list] as const))('%s rejects forged cursors', async (_, list) => {
    for (const cursor of forged) {
      const { status, body } = await cloud.call('GET', urlOf(list, cursor), { as: callerOf(list.access) });
      expect({ cursor, status, code: body.code }).toEqual({
        cursor,
        status: 400,
        code: 'page.cursor-invalid',
      });
    }
  });

  it('rejects the cursor of another list', async () => {
    const { body } = await cloud.call('GET', '/catalog/products?limit=1');
    expect(body.nextCursor).toMatch(/^[\w-]+$/);
    expect(Buffer.from(body.nextCursor, 'base64url').toString('latin1')).not.toMatch(/prd_|status|active/);
    for (const list of lists.filter(({ path }) => path !== '/catalog/products')) {
      const { status } = await cloud.call('GET', urlOf(list, body.nextCursor), { as: callerOf(list.access) });
      expect({ path: list.path, status }).toEqual({ path: list.path, status: 400 });
    }
  });
});
