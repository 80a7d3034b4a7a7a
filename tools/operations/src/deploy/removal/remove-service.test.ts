import { beforeEach, describe, expect, it } from '@jest/globals';
import { inMemoryParameterStore } from '../../aws/in-memory-parameter-store.ts';
import { noContracts } from '../contracts/declared-contracts.ts';
import { stageLedger, type LedgerEntry } from '../ledger/ledger.ts';
import { removeService } from './remove-service.ts';

const entry = (...reads: string[]): LedgerEntry => ({
  deployed: { contentHash: 'c', readHash: 'r', revision: 'abc', deployedAt: '-', deployedBy: 'kim' },
  reads,
  contracts: noContracts,
});

describe('a removal', () => {
  const ledger = stageLedger('dev', inMemoryParameterStore());
  let stacks: Set<string>;
  const remove = (name: string, removeStack = async () => void stacks.delete(name)) =>
    removeService(
      { name, stage: 'dev' },
      {
        ledger,
        locked: (work) => work(new AbortController().signal),
        isThere: async () => stacks.has(name),
        removeStack,
        clear: async () => {},
        now: () => new Date('2030-01-01T12:00:00Z'),
        print: () => {},
      },
    );
  beforeEach(async () => {
    stacks = new Set(['stock', 'orders']);
    await ledger.write('stock', entry('stock/own'));
    await ledger.write('orders', entry('stock/topic-arn', 'stock/reserve-arn'));
  });

  it('is refused while another that is deployed reads what the service publishes', async () => {
    await expect(remove('stock')).rejects.toThrow('orders reads stock/topic-arn, stock/reserve-arn');
    await expect(remove('stock')).rejects.toThrow('npx nx remove-with-readers stock --stage dev');
    expect(stacks).toContain('stock');
  });

  it('goes through behind the readers, and leaves nothing in the ledger', async () => {
    expect(await remove('orders')).toBe('removed');
    expect(await remove('stock')).toBe('removed');
    expect(stacks.size).toBe(0);
    expect((await ledger.readAll()).size).toBe(0);
    expect(await remove('stock')).toBe('skipped');
  });

  it('that fails half way is known to the ledger, and can be run again', async () => {
    const failing = remove('orders', async () => {
      throw new Error('bucket not empty');
    });
    await expect(failing).rejects.toThrow('bucket not empty');
    expect(await ledger.read('orders')).toMatchObject({ unfinished: { failure: 'its removal has begun' } });
    expect(await remove('orders')).toBe('removed');
  });

  it('clears the ledger where the stack is gone already', async () => {
    stacks.clear();
    expect(await remove('orders')).toBe('removed');
    expect(await ledger.read('orders')).toBeUndefined();
  });
});
