import { describe, expect, it } from '@jest/globals';
import { fixedClock } from '#libs/testing';
import type { SessionRepository } from '../gateways/session-repository.ts';
import { awaitOutcome } from './await-outcome.ts';

/** A session whose order ends after some seconds. */
function completingSession(afterSeconds: number) {
  const now = fixedClock();
  const end = now().getTime() + afterSeconds * 1000;
  let reads = 0;
  const find = async () => {
    reads++;
    const status = now().getTime() >= end ? 'completed' : 'completing';
    return { sessionId: 'chk_1', status, attempts: [{ orderId: 'ord_1', key: 'k', fingerprint: 'f' }] };
  };
  const sessions = { find } as unknown as Pick<SessionRepository, 'find'>;
  const pause = async (milliseconds: number) => now.advance(milliseconds / 1000);
  return { deps: { sessions, now, pause }, now, reads: () => reads };
}
const wait = { sessionId: 'chk_1', orderId: 'ord_1' };

describe('awaitOutcome', () => {
  it('returns soon after the order ends', async () => {
    const { deps, now } = completingSession(3);
    const start = now().getTime();
    expect(await awaitOutcome({ ...wait, waitSeconds: 10 }, deps)).toMatchObject({ status: 'completed' });
    expect(now().getTime() - start).toBeLessThan(4_001);
  });

  it('waits no longer than waitSeconds', async () => {
    const { deps, now } = completingSession(60);
    const start = now().getTime();
    expect(await awaitOutcome({ ...wait, waitSeconds: 5 }, deps)).toMatchObject({ status: 'completing' });
    expect(now().getTime() - start).toBe(5_000);
  });

  it('limits the number of reads', async () => {
    const { deps, reads } = completingSession(60);
    await awaitOutcome({ ...wait, waitSeconds: 20 }, deps);
    expect(reads()).toBeLessThan(30);
  });
});
