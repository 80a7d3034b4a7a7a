import { describe, expect, it } from '@jest/globals';
import { fixedClock } from '#libs/testing';
import type { SessionStore } from '../gateways/session-store.ts';
import { awaitOutcome } from './await-outcome.ts';

/** A purchase that ends after some seconds. */
function ending(afterSeconds: number) {
  const now = fixedClock();
  const end = now().getTime() + afterSeconds * 1000;
  let looks = 0;
  const find = async () => {
    looks++;
    const status = now().getTime() >= end ? 'completed' : 'completing';
    return { sessionId: 'chk_1', status, attempts: [{ orderId: 'ord_1', key: 'k', fingerprint: 'f' }] };
  };
  const sessions = { find } as unknown as Pick<SessionStore, 'find'>;
  const pause = async (milliseconds: number) => now.advance(milliseconds / 1000);
  return { deps: { sessions, now, pause }, now, looks: () => looks };
}
const wait = { sessionId: 'chk_1', orderId: 'ord_1' };

describe('awaitOutcome', () => {
  it('answers soon after the end', async () => {
    const { deps, now } = ending(3);
    const begin = now().getTime();
    expect(await awaitOutcome({ ...wait, waitSeconds: 10 }, deps)).toMatchObject({ status: 'completed' });
    expect(now().getTime() - begin).toBeLessThan(4_001);
  });

  it('waits no longer than it is asked to', async () => {
    const { deps, now } = ending(60);
    const begin = now().getTime();
    expect(await awaitOutcome({ ...wait, waitSeconds: 5 }, deps)).toMatchObject({ status: 'completing' });
    expect(now().getTime() - begin).toBe(5_000);
  });

  it('spares the table', async () => {
    const { deps, looks } = ending(60);
    await awaitOutcome({ ...wait, waitSeconds: 20 }, deps);
    expect(looks()).toBeLessThan(30);
  });
});
