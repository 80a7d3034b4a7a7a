import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { userPoolKeys } from './user-pool-keys.ts';

const token = { payload: '', signature: '' };
const header = (kid: string) => ({ alg: 'RS256', kid });
let jwk: JWK;

beforeAll(async () => {
  jwk = await exportJWK((await generateKeyPair('RS256')).publicKey);
});

/** A pool that serves the keys of these ids, and a clock. */
function pool(...kids: string[]) {
  const state = { kids, fetches: 0, isReachable: true, now: 0, reachableAt: 0 };
  const keys = userPoolKeys('https://pool.example.com', {
    now: () => state.now,
    sleep: async (milliseconds) => void (state.now += milliseconds),
    fetchKeys: async () => {
      state.fetches++;
      await Promise.resolve();
      if (!state.isReachable || state.now < state.reachableAt) throw new Error('unreachable');
      return { keys: state.kids.map((kid) => ({ ...jwk, kid, alg: 'RS256' })) };
    },
  });
  return { keys, state, find: (kid: string) => keys.find(header(kid), token) };
}

describe('userPoolKeys', () => {
  it('fetches the keys once for concurrent and later tokens', async () => {
    const { keys, state, find } = pool('k1');
    await Promise.all([keys.prepare(), find('k1'), find('k1')]);
    state.now += 599_999;
    await find('k1');
    expect(state.fetches).toBe(1);
  });

  it('fetches them again after ten minutes', async () => {
    const { state, find } = pool('k1');
    await find('k1');
    state.now += 600_000;
    await find('k1');
    expect(state.fetches).toBe(2);
  });

  it('finds a key that the pool has rotated to', async () => {
    const { state, find } = pool('k1');
    await find('k1');
    state.kids = ['k2'];
    state.now += 30_000;
    await expect(find('k2')).resolves.toMatchObject({ type: 'public' });
  });

  it('does not fetch for unknown keys more often than every 30 seconds', async () => {
    const { state, find } = pool('k1');
    await find('k1');
    state.now += 29_999;
    await expect(find('forged')).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
    expect(state.fetches).toBe(1);
    state.now += 1;
    await expect(find('forged')).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
    await expect(find('forged')).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
    expect(state.fetches).toBe(2);
  });

  it('fetches them for the first token when the initialization could not', async () => {
    const { keys, state, find } = pool('k1');
    state.isReachable = false;
    const prepared = keys.prepare();
    const found = find('k1');
    await prepared;
    state.isReachable = true;
    await expect(found).resolves.toMatchObject({ type: 'public' });
    expect(state.fetches).toBe(2);
  });

  it('rejects when the keys cannot be fetched within four seconds, and tries again for the next token', async () => {
    const { state, find } = pool('k1');
    state.isReachable = false;
    await expect(find('k1')).rejects.toThrow('unreachable');
    expect(state.now).toBeGreaterThan(1_000);
    expect(state.now).toBeLessThan(4_000);
    state.isReachable = true;
    await expect(find('k1')).resolves.toMatchObject({ type: 'public' });
  });

  it('finds the key within one request when the pool restarts in less than a second', () =>
    fc.assert(
      fc.asyncProperty(fc.nat({ max: 1_000 }), async (reachableAt) => {
        const { state, find } = pool('k1');
        state.reachableAt = reachableAt;
        await expect(find('k1')).resolves.toMatchObject({ type: 'public' });
        expect(state.fetches).toBeLessThan(10);
      }),
    ));

  it('uses the last keys for an hour while the pool is not reachable, with few attempts to fetch newer ones', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.nat({ max: 60_000 }), { maxLength: 50 }), async (pauses) => {
        const { state, find } = pool('k1');
        await find('k1');
        state.isReachable = false;
        for (const milliseconds of pauses) {
          state.now += milliseconds;
          fc.pre(state.now < 3_600_000);
          const startedAt = state.now;
          await expect(find('k1')).resolves.toMatchObject({ type: 'public' });
          expect(state.now).toBe(startedAt);
        }
        expect(state.fetches).toBeLessThanOrEqual(2 + Math.max(0, state.now - 600_000) / 5_000);
      }),
    ));

  it('does not use keys that are older than an hour', async () => {
    const { state, find } = pool('k1');
    await find('k1');
    state.isReachable = false;
    state.now += 3_600_000;
    await expect(find('k1')).rejects.toThrow('unreachable');
  });

  it('attempts once to find an unknown key', async () => {
    const { state, find } = pool('k1');
    await find('k1');
    state.isReachable = false;
    state.now += 30_000;
    await expect(find('forged')).rejects.toThrow('unreachable');
    expect(state).toMatchObject({ fetches: 2, now: 30_000 });
  });
});
