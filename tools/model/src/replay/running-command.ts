import { setImmediate as turn } from 'node:timers/promises';

/** A call that a controller makes to a repository or to the payment provider, and that waits for permission. */
export interface PendingCall {
  readonly name: string;
  readonly args: readonly unknown[];
  /** Makes the call, and answers the controller. */
  readonly proceed: () => Promise<void>;
  /** Answers the controller with an error; the call is made first if its answer is lost. */
  readonly fail: (isAnswerLost: boolean) => Promise<void>;
}

type End = { readonly result: unknown } | { readonly error: unknown };

// A controller that is answered needs some microtasks, but no timer, until it makes its next call.
const TURNS = 2;

/** Lets a controller run up to its next calls, again and again. */
export class RunningCommand {
  readonly #pending = new Set<PendingCall>();
  #end: End | undefined;

  constructor(run: (command: RunningCommand) => Promise<unknown>) {
    run(this).then(
      (result) => (this.#end = { result }),
      (error: unknown) => (this.#end = { error }),
    );
  }

  /** Waits until the controller has ended, or all that it does are calls that wait. */
  async rest(): Promise<{ readonly calls: readonly PendingCall[]; readonly end: End | undefined }> {
    for (let turns = 0; turns < TURNS; turns++) await turn();
    return { calls: [...this.#pending], end: this.#end };
  }

  /** Makes each method of a gateway wait for permission. */
  paused<G extends object>(gateway: string, methods: G): G {
    return new Proxy(methods, {
      get: (target, method) => {
        const real = Reflect.get(target, method) as ((...args: unknown[]) => Promise<unknown>) | undefined;
        if (typeof real !== 'function') return real;
        return (...args: unknown[]) =>
          this.#wait(`${gateway}.${String(method)}`, args, () => real.apply(target, args));
      },
    });
  }

  /** A pause of the controller is a call too. */
  pause = async (): Promise<void> => void (await this.#wait('wait', [], async () => {}));

  #wait(name: string, args: readonly unknown[], make: () => Promise<unknown>): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const call: PendingCall = {
        name,
        args,
        proceed: async () => {
          this.#pending.delete(call);
          await make().then(resolve, reject);
        },
        fail: async (isAnswerLost) => {
          this.#pending.delete(call);
          if (isAnswerLost) await make().catch(() => {});
          reject(new Error('The call failed.'));
        },
      };
      this.#pending.add(call);
    });
  }
}
