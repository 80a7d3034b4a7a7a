import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { noContracts } from '../contracts/declared-contracts.ts';
import { removalOrder } from './removal-order.ts';
import { removeServices } from './remove-services.ts';

const reading = (...reads: string[]) => ({ reads, contracts: noContracts });

describe('the removal of a stage', () => {
  let removed: string[];
  let isCleared: boolean;
  beforeEach(() => {
    removed = [];
    isCleared = false;
  });
  const remove = (only?: readonly string[], failing?: string) =>
    removeServices(
      { stage: 'pr-7', only },
      {
        ledger: {
          readAll: async () =>
            new Map([
              ['stock', reading()],
              ['renamed', reading('stock/topic-arn')],
              ['orders', reading('stock/topic-arn', 'renamed/topic-arn')],
            ]),
        },
        withStack: async () => ['never-recorded', 'stock'],
        remove: async (name) => {
          if (name === failing) throw new Error(`${name} stays`);
          removed.push(name);
        },
        clear: async () => void (isCleared = true),
        print: () => {},
      },
    );

  it('takes what the ledger or CloudFormation knows, readers first, and then the rest', async () => {
    await remove();
    expect(removed).toEqual(['never-recorded', 'orders', 'renamed', 'stock']);
    expect(isCleared).toBe(true);
  });

  it('takes single services, and says what there is where one is not', async () => {
    await remove(['renamed']);
    expect(removed).toEqual(['renamed']);
    expect(isCleared).toBe(false);
    await expect(remove(['mails'])).rejects.toThrow(
      'pr-7 has no mails. It has never-recorded, orders, renamed, stock.',
    );
  });

  it('goes on where one stays, and says so in the end', async () => {
    await expect(remove(undefined, 'orders')).rejects.toThrow('orders stays');
    expect(removed).toEqual(['never-recorded', 'renamed', 'stock']);
    expect(isCleared).toBe(false);
  });
});

it('has an order in which everybody goes once, and behind those that read it where there is no circle', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const ledgers = fc
    .array(fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)), { maxLength: 8 })
    .map((edges) => edges.filter(([from, to]) => from < to));
  fc.assert(
    fc.property(ledgers, (edges) => {
      const ledger = new Map(
        names.map((name) => [
          name,
          reading(...edges.filter(([from]) => from === name).map(([, to]) => `${to}/x`)),
        ]),
      );
      const waves = removalOrder(names, ledger);
      expect(waves.flat().toSorted()).toEqual(names);
      const waveOf = (name: string) => waves.findIndex((wave) => wave.includes(name));
      for (const [from, to] of edges) expect(waveOf(from)).toBeLessThan(waveOf(to));
    }),
  );
  const circle = new Map([
    ['a', reading('b/x')],
    ['b', reading('a/x')],
  ]);
  expect(removalOrder(['a', 'b'], circle)).toEqual([['a', 'b']]);
});
