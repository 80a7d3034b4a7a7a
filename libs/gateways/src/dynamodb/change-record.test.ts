import { describe, expect, it } from '@jest/globals';
import { inMemoryRecordRepository } from '#libs/testing';
import { changeRecord } from './change-record.ts';
import type { Versioned } from './record-repository.ts';

interface Counter {
  counterId: string;
  count: number;
}

const counters = async () => {
  const table = inMemoryRecordRepository<Counter>(['counterId']);
  await table.insert({ counterId: 'c', count: 0 });
  const read = async () => (await table.get({ counterId: 'c' }))!;
  return { table, read };
};
const plusOne = (record: Versioned<Counter>) => ({ ...record, count: record.count + 1 });

describe('changeRecord', () => {
  it('writes the change as the next version', async () => {
    const { table, read } = await counters();
    const written = await changeRecord({ read, change: plusOne, replace: table.replace });
    expect(written).toEqual({ counterId: 'c', count: 1, version: 2 });
    expect(await read()).toEqual(written);
  });

  it('keeps every one of several concurrent changes', async () => {
    const { table, read } = await counters();
    const change = () => changeRecord({ read, change: plusOne, replace: table.replace });
    await Promise.all(Array.from({ length: 20 }, change));
    expect(await read()).toMatchObject({ count: 20, version: 21 });
  });

  it('throws precondition-failed when If-Match names another version, also after a conflict', async () => {
    const { table, read } = await counters();
    const stale = changeRecord({ read, change: plusOne, replace: table.replace, ifMatch: '"7"' });
    await expect(stale).rejects.toMatchObject({ kind: 'precondition-failed', code: 'record.changed' });

    const overtaken = async (record: Versioned<Counter>) => {
      const current = await read();
      if (current.version === 1) await table.replace(plusOne(current));
      return table.replace(record);
    };
    const late = changeRecord({ read, change: plusOne, replace: overtaken, ifMatch: '"1"' });
    await expect(late).rejects.toMatchObject({ kind: 'precondition-failed' });
    expect(await read()).toMatchObject({ count: 1 });
  });

  it('writes nothing when the change returns the same record', async () => {
    const { table, read } = await counters();
    expect(await changeRecord({ read, change: (record) => record, replace: table.replace })).toMatchObject({
      version: 1,
    });
    expect(await read()).toMatchObject({ count: 0, version: 1 });
  });

  it('throws the busy code after repeated conflicts', async () => {
    const { table, read } = await counters();
    const conflicting = async (record: Versioned<Counter>) => table.replace({ ...record, version: 99 });
    const busy = changeRecord({ read, change: plusOne, replace: conflicting, busyCode: 'counter.busy' });
    await expect(busy).rejects.toMatchObject({
      kind: 'unavailable',
      code: 'counter.busy',
      retryAfterSeconds: 1,
    });
  });

  it('throws the conflict after seven attempts, and any other error at once', async () => {
    const { table, read } = await counters();
    let attempts = 0;
    const alwaysLate = async (record: Versioned<Counter>) => {
      attempts++;
      return table.replace({ ...record, version: 99 });
    };
    await expect(changeRecord({ read, change: plusOne, replace: alwaysLate })).rejects.toMatchObject({
      kind: 'conflict',
    });
    expect(attempts).toBe(7);

    const refused = changeRecord({
      read,
      change: () => {
        throw new RangeError('no');
      },
      replace: table.replace,
    });
    await expect(refused).rejects.toThrow(RangeError);
  });
});
