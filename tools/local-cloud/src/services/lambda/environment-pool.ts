import type { ExecutionEnvironment } from './execution-environment.ts';

export interface EnvironmentPool {
  /** Runs work in an environment, and waits while all are busy. `isFresh` is true if the environment was started for it. */
  use<T>(work: (environment: ExecutionEnvironment, isFresh: boolean) => Promise<T>): Promise<T>;
  /** Replaces environments with an older bundle; busy ones finish their request first. */
  refresh(): void;
  /** Starts an environment if there is none, and waits until it is loaded. */
  warm(): Promise<void>;
  /** Stops environments that were idle for `idleMillis`. */
  reap(): void;
  size(): number;
  /** Stops all environments; busy ones finish their request first. */
  drain(): void;
  stop(): Promise<void>;
}

export interface PoolDependencies {
  readonly start: () => ExecutionEnvironment;
  /** A version that changes with the code on disk; undefined while the file is being written. */
  readonly codeVersion: () => string | undefined;
  readonly idleMillis: number;
  readonly maxEnvironments: number;
  readonly now?: () => number;
}

interface Waiting {
  readonly give: (member: Member) => void;
  readonly abandon: () => void;
}

interface Member {
  readonly environment: ExecutionEnvironment;
  readonly codeVersion: string | undefined;
  hasLoaded: boolean;
  hasWorked: boolean;
  idleSince: number;
}

// Threads cost memory and a cold start, so a third is started only if two do not suffice. AWS starts one per concurrent request.
const STARTED_AT_ONCE = 2;
// On two cores a third thread slows the others down: 100 ms gave 50 % more requests per second than 25 ms.
const PATIENCE_MILLIS = 100;

/** Holds the execution environments of a function. As on Lambda, an environment handles one request at a time and is reused. */
export function createEnvironmentPool({
  start,
  codeVersion,
  idleMillis,
  maxEnvironments,
  now = Date.now,
}: PoolDependencies): EnvironmentPool {
  const members = new Set<Member>();
  const idle: Member[] = [];
  const waiting: Waiting[] = [];
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
    const next = isUsable(member) || !member.hasWorked ? waiting.shift() : undefined;
    if (next) return next.give(member);
    if (isUsable(member) && !isDraining) {
      member.idleSince = now();
      idle.push(member);
    } else remove(member);
    if (waiting.length > 0) grow();
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

  function grow(): void {
    if (members.size < maxEnvironments) add();
  }

  function take(): Promise<Member> {
    const ready = takeIdle();
    if (ready) return Promise.resolve(ready);
    return new Promise((resolve, reject) => {
      const request: Waiting = {
        give(member) {
          clearInterval(patience);
          resolve(member);
        },
        abandon() {
          clearInterval(patience);
          reject(new Error('The execution environments of this function were stopped.'));
        },
      };
      waiting.push(request);
      // Start one at a time: another may become free while it loads.
      const patience = setInterval(() => {
        if ([...members].every(({ hasLoaded }) => hasLoaded)) grow();
      }, PATIENCE_MILLIS);
      if (members.size < STARTED_AT_ONCE) grow();
    });
  }

  return {
    async use(work) {
      const member = await take();
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
      const lastUsefulAt = now() - idleMillis;
      for (const member of idle.filter(({ idleSince }) => idleSince < lastUsefulAt)) {
        idle.splice(idle.indexOf(member), 1);
        remove(member);
      }
    },
    size: () => members.size,
    drain() {
      isDraining = true;
      for (const member of idle.splice(0)) remove(member);
    },
    async stop() {
      for (const { abandon } of waiting.splice(0)) abandon();
      const all = [...members];
      members.clear();
      idle.length = 0;
      await Promise.all(all.map(({ environment }) => environment.stop()));
    },
  };
}
