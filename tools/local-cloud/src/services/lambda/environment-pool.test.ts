import { describe, expect, it } from '@jest/globals';
import { array, assert, asyncProperty, constantFrom, integer } from 'fast-check';
import { createEnvironmentPool, type Lane } from './environment-pool.ts';
import type { ExecutionEnvironment } from './execution-environment.ts';

const MAX_ENVIRONMENTS = 4;
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** A pool with a clock that the test moves, and environments that load at once. */
function fixture({ maxEnvironments = MAX_ENVIRONMENTS } = {}) {
  let time = 0;
  let slack = false;
  let started = 0;
  let version = 'v1';
  let tick: (() => void) | undefined;
  const stopped: number[] = [];
  const start = (): ExecutionEnvironment => {
    const number = started++;
    let isAlive = true;
    return {
      loaded: Promise.resolve(),
      initMillis: () => 1,
      isAlive: () => isAlive,
      run: async () => ({ payload: 'null', heapBytes: 0 }),
      kill() {},
      setClock() {},
      async stop() {
        isAlive = false;
        stopped.push(number);
      },
    };
  };
  const pool = createEnvironmentPool({
    start,
    codeVersion: () => version,
    idleMillis: 20_000,
    maxEnvironments,
    hasSlack: () => slack,
    now: () => time,
    repeat(work) {
      tick = work;
      return () => (tick = undefined);
    },
  });
  const finishers: (() => void)[] = [];
  const served: string[] = [];
  return {
    pool,
    served,
    stopped,
    started: () => started,
    isWatching: () => tick !== undefined,
    setSlack: (value: boolean) => (slack = value),
    edit: () => (version = 'v2'),
    running: () => finishers.length,
    /** A request that runs until it is finished. */
    request(name: string, lane: Lane = 'customer', waitMillis = Number.POSITIVE_INFINITY) {
      const work = () =>
        new Promise<string>((resolve) => {
          served.push(name);
          finishers.push(() => resolve(name));
        });
      return pool.use(work, { lane, waitMillis });
    },
    async finishOne() {
      finishers.shift()?.();
      await turn();
    },
    async pass(millis: number) {
      for (const end = time + millis; time < end;) {
        time = Math.min(end, time + 50);
        tick?.();
        await turn();
      }
    },
  };
}

describe('an environment pool', () => {
  it('starts one environment for a burst while the machine has no slack', async () => {
    const { request, pass, finishOne, served, started } = fixture();
    for (const name of ['a', 'b', 'c']) void request(name);
    await pass(1_000);
    expect(started()).toBe(1);
    for (let left = 3; left > 0; left--) await finishOne();
    expect(served).toEqual(['a', 'b', 'c']);
    expect(started()).toBe(1);
  });

  it('grows by one at a time while requests wait and the machine has slack, up to its limit', async () => {
    const { request, pass, setSlack, started } = fixture();
    for (let number = 0; number < 50; number++) void request(String(number));
    await turn();
    setSlack(true);
    const sizes: number[] = [];
    for (let step = 0; step < 6; step++) {
      await pass(50);
      sizes.push(started());
    }
    expect(sizes).toEqual([2, 3, 4, 4, 4, 4]);
  });

  it('grows without slack if a request has waited for two seconds, because all may wait for others', async () => {
    const { request, pass, started } = fixture();
    void request('waits for a payment');
    void request('waits for it');
    await pass(1_900);
    expect(started()).toBe(1);
    await pass(200);
    expect(started()).toBe(2);
  });

  it('rejects a request whose time is over, and serves the next one', async () => {
    const { request, pass, finishOne, served } = fixture({ maxEnvironments: 1 });
    void request('running');
    await turn();
    const [late, last] = [request('late', 'customer', 29_000), request('last')];
    const outcomes = Promise.allSettled([late, last]);
    await pass(29_000);
    await finishOne();
    await finishOne();
    expect(await outcomes).toMatchObject([
      { status: 'rejected', reason: { message: expect.stringContaining('in time') } },
      { status: 'fulfilled', value: 'last' },
    ]);
    expect(served).toEqual(['running', 'last']);
  });

  it('serves customers and internal invocations in turn', async () => {
    const { request, finishOne, served } = fixture();
    void request('running');
    await turn();
    for (const name of ['c1', 'c2', 'c3']) void request(name, 'customer');
    for (const name of ['i1', 'i2']) void request(name, 'internal');
    for (let left = 6; left > 0; left--) await finishOne();
    expect(served).toEqual(['running', 'i1', 'c1', 'i2', 'c2', 'c3']);
  });

  it('starts an environment at once if only those with an older bundle are busy', async () => {
    const { request, edit, started, served } = fixture();
    void request('old bundle');
    await turn();
    edit();
    void request('new bundle');
    await turn();
    expect(started()).toBe(2);
    expect(served).toEqual(['old bundle', 'new bundle']);
  });

  it('stops spare environments after five seconds, and the last one after its idle time', async () => {
    const { pool, request, setSlack, pass, finishOne } = fixture();
    setSlack(true);
    for (const name of ['a', 'b', 'c']) void request(name);
    await pass(200);
    expect(pool.size()).toBe(3);
    for (let left = 3; left > 0; left--) await finishOne();
    await pass(6_000);
    pool.reap();
    expect(pool.size()).toBe(1);
    await pass(15_000);
    pool.reap();
    expect(pool.size()).toBe(0);
  });

  it('serves every request exactly once, never more at a time than its limit, and then stops watching', async () => {
    const steps = array(constantFrom('customer', 'internal', 'finish', 'slack', 'no slack', 'wait'), {
      maxLength: 60,
    });
    await assert(
      asyncProperty(steps, integer({ min: 10, max: 200 }), async (actions, millis) => {
        const { pool, request, setSlack, pass, finishOne, served, running, isWatching } = fixture();
        const requests: Promise<string>[] = [];
        for (const [number, action] of actions.entries()) {
          if (action === 'customer' || action === 'internal') requests.push(request(String(number), action));
          else if (action === 'finish') await finishOne();
          else if (action === 'wait') await pass(millis);
          else setSlack(action === 'slack');
          await turn();
          expect(running()).toBeLessThanOrEqual(pool.size());
          expect(pool.size()).toBeLessThanOrEqual(MAX_ENVIRONMENTS);
        }
        while (running() > 0) await finishOne();
        const names = await Promise.all(requests);
        expect([...served].toSorted()).toEqual(names.toSorted());
        await pass(50);
        expect(isWatching()).toBe(false);
      }),
      { numRuns: 50 },
    );
  });
});
