import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import { provideSurroundings, type Surroundings } from '#libs/surroundings';
import { seededChoices, type Choices } from './choices.ts';
import { seededFaults, type FaultPlan } from './faults.ts';
import { virtualTime, type VirtualTime } from './virtual-time.ts';

/** One invocation of a function. */
export interface Invocation {
  readonly name: string;
  readonly surroundings: Surroundings;
  /** It crashed or timed out: its code never continues. */
  isDead: boolean;
  /** Ends it: its caller gets the error. */
  readonly die: (error: Error) => void;
  /** What the observers of gateways note about it. */
  readonly notes: { emailId?: string };
}

/** Time, chance, faults and invocations of one history. */
export interface Engine {
  readonly seed: number;
  readonly time: VirtualTime;
  readonly choices: Choices;
  readonly faults: FaultPlan;
  current(): Invocation | undefined;
  /** Runs code as a function with a time limit. @throws Error when it fails, crashes or exceeds the limit */
  invoke<T>(name: string, options: InvokeOptions, work: () => Promise<T>): Promise<T>;
  /** Adds a line to the trace. */
  note(line: string): void;
  trace(): { readonly hash: string; readonly lines: readonly string[] };
  [Symbol.dispose](): void;
}

interface InvokeOptions {
  readonly limitSeconds: number;
  readonly correlationId: string;
}

export const START = Date.parse('2030-01-01T12:00:00Z');

/** The promise of code that never continues. */
export const never = new Promise<never>(() => {});

interface Options {
  readonly seed: number;
  /** By default, the faults depend on the seed. */
  readonly faults?: ((choices: Choices) => FaultPlan) | undefined;
}

export function createEngine({ seed, faults = seededFaults }: Options): Engine {
  const choices = seededChoices(seed);
  const time = virtualTime(START);
  const invocations = new AsyncLocalStorage<Invocation>();
  const lines: string[] = [];
  const plan = faults(choices);

  const createSurroundings = (correlation: { id: string }): Surroundings => ({
    correlation,
    random: () => choices.number(`random ${correlation.id}`),
    randomBytes: (size) => choices.bytes(`bytes ${correlation.id}`, size),
    randomUuid: () => `${correlation.id}-${choices.below(`uuid ${correlation.id}`, 1e9)}`,
    pause: time.sleep,
  });
  const outside = createSurroundings({ id: 'history' });
  const provided = provideSurroundings(() => invocations.getStore()?.surroundings ?? outside);

  return {
    seed,
    time,
    choices,
    faults: plan,
    current: () => invocations.getStore(),
    invoke(name, { limitSeconds, correlationId }, work) {
      return new Promise((resolve, reject) => {
        const limit = time.at(time.now() + limitSeconds * 1000, () => die(timedOut(limitSeconds)));
        const die = (error: Error) => {
          invocation.isDead = true;
          limit.isCanceled = true;
          reject(error);
        };
        const invocation: Invocation = {
          name,
          surroundings: createSurroundings({ id: correlationId }),
          isDead: false,
          die,
          notes: {},
        };
        invocations.run(invocation, () => {
          work()
            .finally(() => void (limit.isCanceled = true))
            .then(resolve, reject);
        });
      });
    },
    note: (line) => void lines.push(`${time.now() - START} ${line}`),
    trace: () => ({ hash: createHash('sha256').update(lines.join('\n')).digest('hex'), lines }),
    [Symbol.dispose]: () => provided[Symbol.dispose](),
  };
}

const timedOut = (seconds: number): Error =>
  Object.assign(new Error(`Task timed out after ${seconds}.00 seconds`), { name: 'Sandbox.Timedout' });

/** The error of an invocation whose execution environment ended. */
export const crashed = (): Error => Object.assign(new Error('Runtime exited'), { name: 'Runtime.ExitError' });
