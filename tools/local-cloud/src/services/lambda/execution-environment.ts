import { Worker } from 'node:worker_threads';
import type { FunctionDefinition } from './function-definition.ts';
import type { Invocation, Outcome, RuntimeError, RuntimeMessage } from './runtime-messages.ts';

/** One worker thread that has loaded a function's bundle, and answers one invocation at a time. */
export interface ExecutionEnvironment {
  /** Settles once the bundle has loaded or failed to; never rejects. */
  readonly loaded: Promise<void>;
  /** Milliseconds from the thread's start until the bundle had loaded. */
  initMillis(): number;
  /** False after a failed load, a timeout or an exit: the environment answers nothing any more. */
  isAlive(): boolean;
  run(invocation: Invocation): Promise<Outcome>;
  stop(): Promise<void>;
}

export interface EnvironmentNeeds {
  readonly definition: FunctionDefinition;
  readonly variables: Readonly<Record<string, string>>;
  readonly layerFolders: readonly string[];
  readonly onOutput: (text: string) => void;
}

/**
 * At its limit a thread gets another 16 MB in which to end (node's src/node_worker.cc, NearHeapLimit): a young generation
 * well below that cannot outrun it. One allocation that is larger than that, such as an array of a hundred megabytes, ends
 * the whole process; only a process for each environment could contain it, at forty times the memory.
 */
const YOUNG_GENERATION_MEGABYTES = 4;

/**
 * Starts one execution environment. The errors it answers with are those of Lambda's own runtime.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export function startExecutionEnvironment({
  definition,
  variables,
  layerFolders,
  onOutput,
}: EnvironmentNeeds): ExecutionEnvironment {
  const { bundlePath, exportName, functionName, functionArn, memorySizeMegabytes, timeoutSeconds } =
    definition;
  const startedAt = performance.now();
  let initMillis = 0;
  let fatal: RuntimeError | undefined;
  let finish: ((outcome: Outcome) => void) | undefined;
  let heapBytes = 0;

  const worker = new Worker(new URL('./runtime.mjs', import.meta.url), {
    workerData: { bundlePath, exportName, functionName, functionArn, memorySizeMegabytes, layerFolders },
    env: variables,
    execArgv: [],
    argv: [],
    name: functionName,
    resourceLimits: {
      maxOldGenerationSizeMb: memorySizeMegabytes,
      maxYoungGenerationSizeMb: YOUNG_GENERATION_MEGABYTES,
    },
  });
  const { promise: loaded, resolve: hasLoaded } = Promise.withResolvers<void>();

  function settle(outcome: Outcome): void {
    finish?.(outcome);
    finish = undefined;
  }
  function die(error: RuntimeError): void {
    fatal ??= error;
    hasLoaded();
    settle(failure(fatal, heapBytes));
  }

  worker.on('message', (message: RuntimeMessage) => {
    if (message.type === 'output') return onOutput(message.text);
    if ('heapBytes' in message) heapBytes = message.heapBytes;
    if (message.type === 'ready') {
      initMillis = performance.now() - startedAt;
      return hasLoaded();
    }
    if (message.type === 'result') return settle({ payload: message.payload, heapBytes });
    if (message.type === 'error') return settle(failure(message.error, heapBytes));
    die(message.error);
    if (message.type === 'init-error') void worker.terminate();
  });
  worker.on('error', (error: Error & { code?: string }) => {
    const reason = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'signal: killed' : error.message;
    die(exitError(`Runtime exited with error: ${reason}`));
  });
  worker.on('exit', (code) => {
    const reason = code === 0 ? 'without providing a reason' : `with error: exit status ${code}`;
    die(exitError(`Runtime exited ${reason}`));
  });

  return {
    loaded,
    initMillis: () => initMillis,
    isAlive: () => !fatal,
    async run(invocation) {
      await loaded;
      if (fatal) return failure(withRequestId(fatal, invocation), heapBytes);
      const timer = setTimeout(() => {
        die({
          errorType: 'Sandbox.Timedout',
          errorMessage: `RequestId: ${invocation.requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
        });
        void worker.terminate();
      }, timeoutSeconds * 1000);
      const outcome = await new Promise<Outcome>((resolve) => {
        finish = resolve;
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        worker.postMessage({ ...invocation, deadline: Date.now() + timeoutSeconds * 1000 });
      });
      clearTimeout(timer);
      return fatal ? failure(withRequestId(fatal, invocation), heapBytes) : outcome;
    },
    async stop() {
      await worker.terminate();
    },
  };
}

const failure = (error: RuntimeError, heapBytes: number): Outcome => ({
  payload: JSON.stringify(error),
  functionError: 'Unhandled',
  heapBytes,
});

const exitError = (errorMessage: string): RuntimeError => ({ errorType: 'Runtime.ExitError', errorMessage });

/** Lambda names the request in the message of an exit: `RequestId: … Error: Runtime exited …`. */
const withRequestId = (error: RuntimeError, { requestId }: Invocation): RuntimeError =>
  error.errorType === 'Runtime.ExitError'
    ? { ...error, errorMessage: `RequestId: ${requestId} Error: ${error.errorMessage}` }
    : error;
