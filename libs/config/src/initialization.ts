/** Registers and awaits what a function prepares before its first invocation. */
export interface Initialization {
  /**
   * Starts work that the first invocation would otherwise do, such as opening a connection: Lambda gives a function more
   * CPU while it initializes. Nothing is started outside of Lambda, such as in tests and tasks.
   *
   * @param work  an error is ignored: the first invocation does the work again and reports it
   */
  duringInitialization(work: () => Promise<unknown>): void;
  /** Resolves when the work is done, or after a second: an outage of another system must not fail the initialization. */
  initialized(): Promise<void>;
}

// The initialization may take ten seconds. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
const MAX_WAIT_MILLISECONDS = 1_000;

/** @param environment  the environment variables; Lambda sets AWS_LAMBDA_INITIALIZATION_TYPE */
export function initialization(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Initialization {
  const started: Promise<unknown>[] = [];
  return {
    duringInitialization(work) {
      if (environment['AWS_LAMBDA_INITIALIZATION_TYPE'] === undefined) return;
      started.push(work().catch(() => {}));
    },
    async initialized() {
      if (started.length === 0) return;
      let timer: NodeJS.Timeout | undefined;
      const timeout = new Promise((resolve) => (timer = setTimeout(resolve, MAX_WAIT_MILLISECONDS)));
      await Promise.race([Promise.all(started), timeout]);
      clearTimeout(timer);
    },
  };
}

export const { duringInitialization, initialized } = initialization();
