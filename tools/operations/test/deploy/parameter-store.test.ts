import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { SSMClient } from '@aws-sdk/client-ssm';
import { runningCloud } from '#libs/testing';
import { inMemoryParameterStore } from '../../src/aws/in-memory-parameter-store.ts';
import { ssmParameterStore } from '../../src/aws/ssm-parameter-store.ts';
import { noContracts, type DeclaredContracts } from '../../src/deploy/contracts/declared-contracts.ts';
import { whileLocked } from '../../src/deploy/ledger/deploy-lock.ts';
import { stageLedger } from '../../src/deploy/ledger/ledger.ts';

const { clientConfig } = runningCloud();

describe.each([
  ['Parameter Store', () => ssmParameterStore(clientConfig.region, new SSMClient(clientConfig))],
  ['its fake', inMemoryParameterStore],
])('%s', (_name, storeOf) => {
  const store = storeOf();
  const path = `/tradewind/${randomUUID()}`;

  it('gives what was put, one by one, by name and by path', async () => {
    const names = Array.from({ length: 12 }, (_none, index) => `${path}/a/${index}`);
    for (const name of names) await store.put(name, 'old');
    await store.put(names[0]!, 'new');
    expect(await store.get(names[0]!)).toBe('new');
    expect(await store.get(`${path}/nothing`)).toBeUndefined();
    expect((await store.getAll([...names, `${path}/nothing`])).size).toBe(12);
    expect((await store.below(path)).size).toBe(12);
    expect((await store.below(`${path}/a/1`)).size).toBe(0);
  });

  it('creates once, and again after a removal, which may be repeated', async () => {
    expect(await store.create(`${path}/lock`, 'mine')).toBe(true);
    expect(await store.create(`${path}/lock`, 'yours')).toBe(false);
    expect(await store.get(`${path}/lock`)).toBe('mine');
    await store.remove(`${path}/lock`);
    await store.remove(`${path}/lock`);
    expect(await store.create(`${path}/lock`, 'yours')).toBe(true);
  });

  it('lets one of many that want to deploy at the same time work at a time', async () => {
    let atWork = 0;
    let most = 0;
    const deps = {
      parameters: store,
      now: () => new Date(),
      pause: () => new Promise<void>((resolve) => void setImmediate(resolve)),
      print: () => {},
    };
    const place = { stage: path.split('/').at(-1)!, service: 'orders' };
    const work = () =>
      whileLocked(place, { waitSeconds: 20, limitSeconds: 60 }, deps, async () => {
        most = Math.max(most, (atWork += 1));
        // The others ask for the lock in the meantime.
        for (let times = 0; times < 3; times += 1) await store.get(`${path}/nothing`);
        atWork -= 1;
      });
    await Promise.all(Array.from({ length: 5 }, work));
    expect(most).toBe(1);
  });

  it('holds an entry that is larger than a standard parameter', async () => {
    const ledger = stageLedger(path.split('/').at(-1)!, store);
    const published = Object.fromEntries(
      Array.from({ length: 120 }, () => [randomUUID(), { type: 'string' }]),
    ) satisfies DeclaredContracts['published'];
    const entry = { reads: [], contracts: { ...noContracts, published } };
    await ledger.write('large', entry);
    expect(await ledger.read('large')).toEqual(entry);
  });
});
