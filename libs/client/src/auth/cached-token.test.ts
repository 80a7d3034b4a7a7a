import { describe, expect, it } from '@jest/globals';
import { cachedToken } from './cached-token.ts';

const keep = { refresh: false };

/** An unsigned JWT that expires at a time in seconds. */
const jwt = (exp: number): string => `e30.${btoa(JSON.stringify({ exp })).replaceAll('=', '')}.c2ln`;

function provider(lifetimeSeconds: number) {
  let time = 1_000_000;
  let requests = 0;
  const tokens = cachedToken(
    async () => {
      requests++;
      return jwt(time / 1000 + lifetimeSeconds);
    },
    () => time,
  );
  return {
    tokens,
    requests: () => requests,
    advance: (seconds: number) => void (time += seconds * 1000),
  };
}

describe('cachedToken', () => {
  it('keeps a token until one minute before it expires', async () => {
    const { tokens, requests, advance } = provider(900);
    await tokens.getToken(keep);
    advance(839);
    await tokens.getToken(keep);
    expect(requests()).toBe(1);
    advance(1);
    await tokens.getToken(keep);
    expect(requests()).toBe(2);
  });

  it('sends one request for calls at the same time', async () => {
    const { tokens, requests } = provider(900);
    const all = await Promise.all(Array.from({ length: 5 }, () => tokens.getToken(keep)));
    expect(new Set(all).size).toBe(1);
    expect(requests()).toBe(1);
  });

  it('requests another token after a rejection', async () => {
    const { tokens, requests } = provider(900);
    await tokens.getToken(keep);
    await tokens.getToken({ refresh: true });
    expect(requests()).toBe(2);
  });

  it('asks again after a failed request', async () => {
    const results = [Promise.reject(new Error('offline')), Promise.resolve('opaque')];
    const tokens = cachedToken(() => results.shift()!);
    await expect(tokens.getToken(keep)).rejects.toThrow('offline');
    expect(await tokens.getToken(keep)).toBe('opaque');
  });
});
