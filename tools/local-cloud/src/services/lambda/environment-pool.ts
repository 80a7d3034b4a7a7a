import type { ExecutionEnvironment } from './execution-environment.ts';

export interface EnvironmentPool {
  /** Lends an environment for one piece of work; waits where all are busy. `isFresh` tells that it was started for this. */
  use<T>(work: (environment: ExecutionEnvironment, isFresh: boolean) => Promise<T>): Promise<T>;
  /** Replaces idle environments that hold an older bundle; busy ones finish their request first. */
  refresh(): void;
  /** Ends environments that nobody used for `idleMillis`. */
  reap(): void;
  size(): number;
  /** Takes leave: busy environments end with the request they serve. */
  drain(): void;
  stop(): Promise<void>;
}

export interface PoolNeeds {
  readonly start: () => ExecutionEnvironment;
  /** Changes when the code on disk changes; undefined while it is being written. */
  readonly codeVersion: () => string | undefined;
  readonly idleMillis: number;
  readonly maxEnvironments: number;
  readonly now?: () => number;
}

interface Waiting {
  readonly give: (member: Member) => void;
  readonly giveUp: () => void;
}

interface Member {
  readonly environment: ExecutionEnvironment;
  readonly codeVersion: string | undefined;
  hasLoaded: boolean;
  hasWorked: boolean;
  idleSince: number;
}

// Threads cost memory and a cold start: what two serve in time needs no third. AWS would start one for each request.
const STARTED_AT_ONCE = 2;
// On two cores a third thread under load slows the others down: 100 ms gave half as many requests a second again as 25.
const PATIENCE_MILLIS = 100;

/** Keeps the execution environments of one function, as Lambda does: reused one request after the other, never shared by two. */
export function createEnvironmentPool({
  start,
  codeVersion,
  idleMillis,
  maxEnvironments,
  now = Date.now,
}: PoolNeeds): EnvironmentPool {
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
        giveUp() {
          clearInterval(patience);
          reject(new Error('the execution environments of this function have been stopped'));
        },
      };
      waiting.push(request);
      // One at a time: while one loads, another may become free.
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
      for (const { giveUp } of waiting.splice(0)) giveUp();
      const all = [...members];
      members.clear();
      idle.length = 0;
      await Promise.all(all.map(({ environment }) => environment.stop()));
    },
  };
}
