import { describe, expect, it } from '@jest/globals';
import { fixedClock } from '#libs/testing';
import type { SessionRepository } from '../gateways/session-repository.ts';
import { inMemoryWaitingRoom } from '../../test/in-memory-waiting-room.ts';
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
  const sessions = { find, peek: find } as unknown as Pick<SessionRepository, 'find' | 'peek'>;
  const pause = async (milliseconds: number) => now.advance(milliseconds / 1000);
  const waitingRoom = inMemoryWaitingRoom({ places: 1 });
  return { deps: { sessions, waitingRoom, now, pause }, waitingRoom, now, reads: () => reads };
}
const wait = { sessionId: 'chk_1', orderId: 'ord_1', isSubmitter: false };

describe('awaitOutcome', () => {
  it.each([0.5, 1.23, 2.9])('returns less than 75 ms after the order ends (%d s)', async (seconds) => {
    const { deps, now } = completingSession(seconds);
    const start = now().getTime();
    expect(await awaitOutcome({ ...wait, waitSeconds: 10 }, deps)).toMatchObject({
      outcome: { status: 'completed' },
      isPreferenceApplied: true,
    });
    expect(now().getTime() - start - seconds * 1000).toBeLessThan(75);
  });

  it('waits no longer than waitSeconds', async () => {
    const { deps, now } = completingSession(60);
    const start = now().getTime();
    expect(await awaitOutcome({ ...wait, waitSeconds: 5 }, deps)).toMatchObject({
      outcome: { status: 'completing' },
      isPreferenceApplied: true,
    });
    expect(now().getTime() - start).toBe(5_000);
  });

  it.each([
    ['the session has a waiter', 'chk_1'],
    ['no place is free', 'chk_2'],
  ])('does not wait when %s', async (_, sessionId) => {
    const { deps, waitingRoom, now } = completingSession(60);
    const leave = await waitingRoom.enter({ sessionId });
    const start = now().getTime();
    expect(await awaitOutcome({ ...wait, waitSeconds: 10 }, deps)).toMatchObject({
      outcome: { status: 'completing' },
      isPreferenceApplied: false,
    });
    expect(now().getTime()).toBe(start);
    await leave!();
    expect(await awaitOutcome({ ...wait, waitSeconds: 10 }, deps)).toMatchObject({
      isPreferenceApplied: true,
    });
  });

  it('returns the outcome of an order that has ended without a place', async () => {
    const { deps, waitingRoom } = completingSession(0);
    await waitingRoom.enter({ sessionId: 'chk_1' });
    expect(await awaitOutcome({ ...wait, waitSeconds: 10 }, deps)).toMatchObject({
      outcome: { status: 'completed' },
      isPreferenceApplied: true,
    });
  });

  it('leaves its place when reading fails', async () => {
    const { deps, waitingRoom } = completingSession(60);
    const pause = async () => Promise.reject(new Error('stopped'));
    await expect(awaitOutcome({ ...wait, waitSeconds: 10 }, { ...deps, pause })).rejects.toThrow('stopped');
    expect(await waitingRoom.enter({ sessionId: 'chk_1' })).toBeDefined();
  });

  it('waits for the request that submitted the session although a repetition waits', async () => {
    const { deps } = completingSession(1);
    const waitingRoom = inMemoryWaitingRoom({ places: 2 });
    await waitingRoom.enter({ sessionId: 'chk_1' });
    const submitter = { ...wait, isSubmitter: true, waitSeconds: 10 };
    expect(await awaitOutcome(submitter, { ...deps, waitingRoom })).toMatchObject({
      outcome: { status: 'completed' },
      isPreferenceApplied: true,
    });
  });

  it('limits the number of reads', async () => {
    const { deps, reads } = completingSession(60);
    await awaitOutcome({ ...wait, waitSeconds: 20 }, deps);
    expect(reads()).toBeLessThan(80);
  });
});
