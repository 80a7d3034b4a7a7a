import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inMemoryParameterStore } from '../../aws/in-memory-parameter-store.ts';
import { noContracts } from '../contracts/declared-contracts.ts';
import { pause } from '../../../../workspace/src/cli/command-runtime.ts';
import { whileLocked } from './deploy-lock.ts';
import { stageLedger, type LedgerEntry } from './ledger.ts';
import { tryLock, unlock } from './lock-chain.ts';

const entry: LedgerEntry = {
  deployed: {
    contentHash: 'c',
    readHash: 'r',
    revision: 'abc',
    deployedAt: '2030-01-01T00:00:00.000Z',
    deployedBy: 'kim',
  },
  reads: ['stock/topic-arn'],
  contracts: { ...noContracts, published: { OrderPlaced: { type: 'object' } } },
};

describe('the ledger', () => {
  it('gives back what was written, stage by stage, without the locks', async () => {
    const parameters = inMemoryParameterStore({ '/tradewind/dev/deploys/orders/lock': 'x' });
    await stageLedger('dev', parameters).write('orders', entry);
    expect(await stageLedger('dev', parameters).read('orders')).toEqual(entry);
    expect(await stageLedger('prod', parameters).read('orders')).toBeUndefined();
    expect([...(await stageLedger('dev', parameters).readAll()).keys()]).toEqual(['orders']);
  });

  it('refuses in words what does not fit into a parameter', async () => {
    const words = fc.sample(fc.uuid(), { numRuns: 400, seed: 1 });
    const published = Object.fromEntries(words.map((word) => [word, { const: word }]));
    const writing = stageLedger('dev', inMemoryParameterStore()).write('orders', {
      ...entry,
      contracts: { ...noContracts, published },
    });
    await expect(writing).rejects.toThrow('Split the service');
  });
});

describe('the lock', () => {
  const setUp = () => {
    const parameters = inMemoryParameterStore();
    const clock = { now: Date.parse('2030-01-01T12:00:00Z') };
    const printed: string[] = [];
    const deps = (owner: string) => ({
      parameters,
      owner,
      now: () => new Date(clock.now),
      pause: async (milliseconds: number) => void (clock.now += milliseconds),
      print: (line: string) => void printed.push(line),
    });
    return { parameters, clock, printed, deps };
  };
  const place = { stage: 'dev', service: 'orders' };
  const limits = { waitSeconds: 10, limitSeconds: 600 };

  it('lets one in, and is gone afterwards, also after a failure', async () => {
    const { parameters, deps } = setUp();
    expect(await whileLocked(place, limits, deps('kim'), async () => 'done')).toBe('done');
    const failing = whileLocked(place, limits, deps('kim'), async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(parameters.values.size).toBe(0);
  });

  it('makes the second wait, and stops it with the name of the first', async () => {
    const { deps, printed } = setUp();
    const second = whileLocked(place, limits, deps('kim'), () =>
      whileLocked(place, limits, deps('lee'), async () => 'never'),
    );
    await expect(second).rejects.toThrow('being deployed to or removed from dev by kim');
    expect(printed).toEqual(['orders: kim is at work on it in dev since 2030-01-01T12:00:00.000Z; waiting.']);
  });

  it('lets the second in when the first is done', async () => {
    const { parameters, deps } = setUp();
    const waiting = { ...deps('lee'), pause: async () => void parameters.values.clear() };
    await whileLocked(place, limits, deps('kim'), async () => {
      expect(await whileLocked(place, limits, waiting, async () => 'in')).toBe('in');
    });
  });

  const left = (token: string, clock: { now: number }) =>
    JSON.stringify({ token, owner: 'kim', since: '-', expiresAt: new Date(clock.now - 1).toISOString() });

  it('is had by the next when its holder was killed, and by the one after that when that was killed too', async () => {
    const { parameters, clock, deps } = setUp();
    const name = '/tradewind/dev/deploys/orders/lock';
    parameters.values.set(name, left('t', clock));
    parameters.values.set(`${name}/behind-t`, left('u', clock));
    const second = whileLocked(place, limits, deps('lee'), () =>
      whileLocked(place, limits, deps('pat'), async () => 'never'),
    );
    await expect(second).rejects.toThrow(/by lee since .* --name \S+\/lock\/behind-u$/);
    expect(parameters.values.size).toBe(0);
  });

  it('is held by one at a time, however slow the requests of those who find it left behind are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.nat({ max: 2 }), async (scheduler, leftBehind) => {
        const { parameters, clock } = setUp();
        const name = '/tradewind/dev/deploys/orders/lock';
        for (let index = 0; index < leftBehind; index += 1)
          parameters.values.set(
            index === 0 ? name : `${name}/behind-${index - 1}`,
            left(String(index), clock),
          );
        const slow = {
          ...parameters,
          get: scheduler.scheduleFunction(parameters.get),
          create: scheduler.scheduleFunction(parameters.create),
          remove: scheduler.scheduleFunction(parameters.remove),
        };
        const holders = new Set<string>();
        const work = async (token: string) => {
          const mine = {
            token,
            owner: token,
            since: '-',
            expiresAt: new Date(clock.now + 60_000).toISOString(),
          };
          const attempt = await tryLock(name, mine, { parameters: slow, now: () => new Date(clock.now) });
          if (!attempt.isHeld) return false;
          holders.add(token);
          expect([...holders]).toEqual([token]);
          await scheduler.schedule(Promise.resolve());
          holders.delete(token);
          await unlock(attempt.places, slow);
          return true;
        };
        const all = Promise.all(['lee', 'pat', 'sam'].map(work));
        await scheduler.waitFor(all);
        expect(await all).toContain(true);
        expect(parameters.values.size).toBe(0);
      }),
    );
  });

  it('is one’s own when the request that created it was answered too late and sent again', async () => {
    const { parameters, deps } = setUp();
    const create = async (name: string, value: string) => {
      await parameters.create(name, value);
      return false;
    };
    const unlucky = { ...deps('kim'), parameters: { ...parameters, create } };
    expect(await whileLocked(place, limits, unlucky, async () => 'in')).toBe('in');
  });
});

describe('work under the lock', () => {
  const setUp = () => {
    const parameters = inMemoryParameterStore();
    const deps = { parameters, owner: 'kim', now: () => new Date(), pause, print: () => {} };
    return { parameters, deps };
  };
  const place = { stage: 'dev', service: 'orders' };
  const endless = (signal: AbortSignal) => pause(600_000, signal);

  it('stops and releases the lock after its time limit', async () => {
    const { parameters, deps } = setUp();
    const work = whileLocked(place, { waitSeconds: 0, limitSeconds: 0.01 }, deps, endless);
    await expect(work).rejects.toThrow('orders took longer than 0.01 s and was stopped');
    expect(parameters.values.size).toBe(0);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('releases the lock on %s', async (name) => {
    const { parameters, deps } = setUp();
    const work = whileLocked(place, { waitSeconds: 0, limitSeconds: 600 }, deps, (signal) => {
      process.emit(name);
      return endless(signal);
    });
    await expect(work).rejects.toThrow('orders was interrupted and was stopped');
    expect(parameters.values.size).toBe(0);
    expect(process.listenerCount(name)).toBe(0);
  });

  it('can be interrupted while waiting', async () => {
    const { deps } = setUp();
    const limits = { waitSeconds: 600, limitSeconds: 600 };
    const print = () => void process.emit('SIGINT');
    const holding = whileLocked(place, limits, deps, () =>
      whileLocked(place, limits, { ...deps, print }, async () => 'never'),
    );
    await expect(holding).rejects.toThrow('was interrupted');
  });
});
