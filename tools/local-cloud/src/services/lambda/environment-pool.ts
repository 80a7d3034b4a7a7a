import type { ExecutionEnvironment } from './execution-environment.ts';
import { createFairQueue } from './fair-queue.ts';
import type { HasSlack } from './processor-slack.ts';

export interface EnvironmentPool {
  /**
   * Runs work in an environment, and waits while all are busy. `isFresh` is true if the environment was started for it.
   * @throws Error if the pool stops, or no environment becomes free within the claim
   */
  use<T>(
    work: (environment: ExecutionEnvironment, isFresh: boolean) => Promise<T>,
    claim?: Claim,
  ): Promise<T>;
  /** Replaces environments with an older bundle; busy ones finish their request first. */
  refresh(): void;
  /** Starts an environment if there is none, and waits until it is loaded. */
  warm(): Promise<void>;
  /** Stops environments that were idle for `idleMillis`, and those beyond the first sooner. */
  reap(): void;
  size(): number;
  /** All environments, busy and idle. */
  all(): readonly ExecutionEnvironment[];
  /** Stops all environments; busy ones finish their request first. */
  drain(): void;
  stop(): Promise<void>;
}

/** Customers wait for the answer of an API; everything else, such as queues and sagas, is internal. */
export type Lane = 'customer' | 'internal';

export interface PoolDependencies {
  readonly start: () => ExecutionEnvironment;
  /** A version that changes with the code on disk; undefined while the file is being written. */
  readonly codeVersion: () => string | undefined;
  readonly idleMillis: number;
  readonly maxEnvironments: number;
  /** Whether the machine could run another environment. */
  readonly hasSlack: HasSlack;
  readonly now?: () => number;
  /** Calls `work` at an interval. @returns what ends it */
  readonly repeat?: (work: () => void, millis: number) => () => void;
}

/** How long a request may wait for an environment, and in which lane. */
export interface Claim {
  readonly lane: Lane;
  /** Infinity: as long as it takes. */
  readonly waitMillis: number;
}

interface Waiting {
  readonly since: number;
  readonly until: number;
  readonly give: (member: Member) => void;
  readonly abandon: (reason: string) => void;
}

interface Member {
  readonly environment: ExecutionEnvironment;
  readonly codeVersion: string | undefined;
  hasLoaded: boolean;
  hasWorked: boolean;
  idleSince: number;
}

/**
 * An environment that is about to be free is better than another one: a thread costs a cold start, memory, and code that the
 * engine has not optimized yet. AWS starts an environment per concurrent request.
 */
const PATIENCE_MILLIS = 50;
/** All environments wait for something else, such as a payment, while other functions keep the processor busy. */
const STARVED_MILLIS = 2_000;
/** An environment beyond the first is kept for a shorter time. */
const SPARE_IDLE_MILLIS = 5_000;

const every = (work: () => void, millis: number): (() => void) => {
  const timer = setInterval(work, millis);
  return () => clearInterval(timer);
};

/**
 * Holds the execution environments of a function. As on Lambda, an environment handles one request at a time and is reused.
 * A request that finds no free environment waits. Another environment starts if the request has waited and the machine has
 * slack, or if it has waited long.
 */
export function createEnvironmentPool({
  start,
  codeVersion,
  idleMillis,
  maxEnvironments,
  hasSlack,
  // A jump of the clock must not end the wait of a request.
  now = () => performance.now(),
  repeat = every,
}: PoolDependencies): EnvironmentPool {
  const members = new Set<Member>();
  const idle: Member[] = [];
  const waiting = createFairQueue<Lane, Waiting>(['internal', 'customer']);
  let endWatching: (() => void) | undefined;
  let isDraining = false;

  function add(): void {
    const member: Member = {
      environment: start(),
      codeVersion: codeVersion(),
      hasLoaded: false,
      hasWorked: false,
      idleSince: now(),
    };
    members.add(member);
    void releaseOnceLoaded(member);
  }

  async function releaseOnceLoaded(member: Member): Promise<void> {
    await member.environment.loaded;
    member.hasLoaded = true;
    release(member);
  }

  function release(member: Member): void {
    if (!members.has(member)) return;
    const isStillUsable = isUsable(member);
    const next = isStillUsable || !member.hasWorked ? nextWaiting() : undefined;
    if (next) return next.give(member);
    if (isStillUsable && !isDraining) {
      member.idleSince = now();
      idle.push(member);
    } else remove(member);
    if (waiting.size() > 0 && members.size === 0) add();
  }

  /** Requests whose time is over leave first: their caller already has an answer. */
  function nextWaiting(): Waiting | undefined {
    abandonLate();
    const next = waiting.next();
    if (waiting.size() === 0) stopWatching();
    return next;
  }

  function abandonLate(): void {
    for (const { abandon } of waiting.remove(({ until }) => until <= now()))
      abandon('No execution environment of this function became free in time.');
  }

  function stopWatching(): void {
    endWatching?.();
    endWatching = undefined;
  }

  /** Starts environments one at a time, because another may become free while one loads. */
  function growIfUseful(): void {
    abandonLate();
    const oldest = waiting.oldest();
    if (oldest === undefined) return stopWatching();
    if (members.size >= maxEnvironments || [...members].some(({ hasLoaded }) => !hasLoaded)) return;
    const waited = now() - oldest.since;
    if ((waited >= PATIENCE_MILLIS && hasSlack()) || waited >= STARVED_MILLIS || hasOnlyOutdated()) add();
  }

  function remove(member: Member): void {
    members.delete(member);
    void member.environment.stop();
  }

  const isCurrent = (member: Member): boolean => {
    const version = codeVersion();
    return version === undefined || version === member.codeVersion;
  };
  const isUsable = (member: Member): boolean => member.environment.isAlive() && isCurrent(member);

  function takeIdle(): Member | undefined {
    for (let member = idle.pop(); member; member = idle.pop()) {
      if (isUsable(member)) return member;
      remove(member);
    }
    return undefined;
  }

  const hasOnlyOutdated = (): boolean => [...members].every((member) => !isCurrent(member));

  function take({ lane, waitMillis }: Claim): Promise<Member> {
    const ready = takeIdle();
    if (ready) return Promise.resolve(ready);
    return new Promise((give, reject) => {
      const since = now();
      const abandon = (reason: string) => reject(new Error(reason));
      waiting.add(lane, { since, until: since + waitMillis, give, abandon });
      if (hasOnlyOutdated() && members.size < maxEnvironments) add();
      endWatching ??= repeat(growIfUseful, PATIENCE_MILLIS);
    });
  }

  return {
    async use(work, claim = { lane: 'internal', waitMillis: Number.POSITIVE_INFINITY }) {
      const member = await take(claim);
      const isFresh = !member.hasWorked;
      member.hasWorked = true;
      try {
        return await work(member.environment, isFresh);
      } finally {
        release(member);
      }
    },
    refresh() {
      const outdated = idle.filter((member) => !isUsable(member));
      for (const member of outdated) {
        idle.splice(idle.indexOf(member), 1);
        remove(member);
      }
      if (outdated.length > 0 && members.size === 0) add();
    },
    async warm() {
      if (members.size === 0) add();
      await Promise.all([...members].map(({ environment }) => environment.loaded));
    },
    reap() {
      // The one that worked last is the warmest, and is kept longest.
      const kept = members.size === idle.length ? idle.at(-1) : undefined;
      for (const member of idle.slice()) {
        const limit = member === kept ? idleMillis : Math.min(idleMillis, SPARE_IDLE_MILLIS);
        if (now() - member.idleSince <= limit) continue;
        idle.splice(idle.indexOf(member), 1);
        remove(member);
      }
    },
    size: () => members.size,
    all: () => [...members].map(({ environment }) => environment),
    drain() {
      isDraining = true;
      for (const member of idle.splice(0)) remove(member);
    },
    async stop() {
      stopWatching();
      for (const { abandon } of waiting.remove(() => true))
        abandon('The execution environments of this function were stopped.');
      const all = [...members];
      members.clear();
      idle.length = 0;
      await Promise.all(all.map(({ environment }) => environment.stop()));
    },
  };
}
