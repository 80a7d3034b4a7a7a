import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { inMemoryParameterStore } from '../aws/in-memory-parameter-store.ts';
import { noContracts } from '../contracts/declared-contracts.ts';
import { whileLocked } from './deploy-lock.ts';
import { stageLedger, type LedgerEntry } from './ledger.ts';

const entry: LedgerEntry = {
  deployed: {
    contentHash: 'c',
    readHash: 'r',
    revision: 'abc',
    deployedAt: '2030-01-01T00:00:00.000Z',
    deployedBy: 'kim',
  },
  reads: ['stock/topic-arn'],
  contracts: { ...noContracts, tells: { OrderPlaced: { type: 'object' } } },
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
    const tells = Object.fromEntries(words.map((word) => [word, { const: word }]));
    const writing = stageLedger('dev', inMemoryParameterStore()).write('orders', {
      ...entry,
      contracts: { ...noContracts, tells },
    });
    await expect(writing).rejects.toThrow('more than one bounded context');
  });
});

describe('the lock', () => {
  const setUp = () => {
    const parameters = inMemoryParameterStore();
    const clock = { now: Date.parse('2030-01-01T12:00:00Z') };
    const printed: string[] = [];
    const needs = (owner: string) => ({
      parameters,
      owner,
      now: () => new Date(clock.now),
      pause: async (milliseconds: number) => void (clock.now += milliseconds),
      print: (line: string) => void printed.push(line),
    });
    return { parameters, clock, printed, needs };
  };
  const place = { stage: 'dev', service: 'orders' };
  const limits = { waitSeconds: 10, holdSeconds: 600 };

  it('lets one in, and is gone afterwards, also after a failure', async () => {
    const { parameters, needs } = setUp();
    expect(await whileLocked(place, limits, needs('kim'), async () => 'done')).toBe('done');
    const failing = whileLocked(place, limits, needs('kim'), async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(parameters.values.size).toBe(0);
  });

  it('makes the second wait, and stops it with the name of the first', async () => {
    const { needs, printed } = setUp();
    const second = whileLocked(place, limits, needs('kim'), () =>
      whileLocked(place, limits, needs('lee'), async () => 'never'),
    );
    await expect(second).rejects.toThrow('being deployed to or removed from dev by kim');
    expect(printed).toEqual(['orders: kim is at work on it in dev since 2030-01-01T12:00:00.000Z; waiting.']);
  });

  it('lets the second in when the first is done', async () => {
    const { parameters, needs } = setUp();
    const waiting = { ...needs('lee'), pause: async () => void parameters.values.clear() };
    await whileLocked(place, limits, needs('kim'), async () => {
      expect(await whileLocked(place, limits, waiting, async () => 'in')).toBe('in');
    });
  });

  it('is taken over from one who was killed, by one of those who try', async () => {
    const { parameters, clock, needs } = setUp();
    const name = '/tradewind/dev/deploys/orders/lock';
    const dead = { token: 't', owner: 'kim', since: '-', until: new Date(clock.now - 1).toISOString() };
    parameters.values.set(name, JSON.stringify(dead));
    const faster = {
      ...dead,
      token: 'faster',
      owner: 'pat',
      until: new Date(clock.now + 60_000).toISOString(),
    };
    const beaten = {
      ...needs('lee'),
      pause: async (milliseconds: number) => {
        parameters.values.set(name, JSON.stringify(faster));
        clock.now += milliseconds;
      },
    };
    await expect(whileLocked(place, limits, beaten, async () => 'in')).rejects.toThrow('by pat');
    parameters.values.set(name, JSON.stringify(dead));
    expect(await whileLocked(place, limits, needs('lee'), async () => 'in')).toBe('in');
  });
});
