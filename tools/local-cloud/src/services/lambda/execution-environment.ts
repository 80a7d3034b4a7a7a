import { Worker } from 'node:worker_threads';
import type { CallEndpoint } from '../../contract/aws-request.ts';
import { createCallAnswers } from './answer-calls.ts';
import { newSharedOutput, takeUnsent } from './buffered-output.mjs';
import type { FunctionDefinition } from './function-definition.ts';
import type {
  EnvironmentFailure,
  Invocation,
  OutboundRequest,
  Outcome,
  RuntimeError,
  RuntimeMessage,
} from './runtime-messages.ts';

/** A worker thread with a function's bundle that handles one invocation at a time. */
export interface ExecutionEnvironment {
  /** Resolves once the bundle is loaded or failed to load; never rejects. */
  readonly loaded: Promise<void>;
  /** Milliseconds from the start of the thread until the bundle was loaded. */
  initMillis(): number;
  /** False after a failed load, a timeout or an exit: the environment handles no more invocations. */
  isAlive(): boolean;
  /** @param timeoutMillis ends the invocation sooner than the timeout of the function */
  run(invocation: Invocation, timeoutMillis?: number): Promise<Outcome>;
  /** Moves the clock of the thread. */
  setClock(offsetMillis: number): void;
  /** Ends the thread at once, as if the machine failed. */
  kill(): void;
  stop(): Promise<void>;
}

export interface EnvironmentOptions {
  readonly definition: FunctionDefinition;
  readonly variables: Readonly<Record<string, string>>;
  readonly layerFolders: readonly string[];
  /** A debugger connects to this port. Undefined for none. */
  readonly inspectorPort: number | undefined;
  /** How far its clock is ahead of the system's. */
  readonly clockOffsetMillis: number;
  /** Answers calls to the AWS endpoint. Undefined: the function sends them over HTTP. */
  readonly callEndpoint: CallEndpoint | undefined;
  readonly onOutput: (text: string) => void;
  readonly onOutboundRequest: (request: OutboundRequest) => void;
  /** Called if the bundle cannot be loaded, or not in time. */
  readonly onInitFailed: (durationMillis: number, failure: EnvironmentFailure) => void;
}

/**
 * Lambda stops a slow start after ten seconds and starts again within the time limit of the invocation. Here, the one start
 * has both times.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html#runtimes-lifecycle-ib
 */
const INIT_SECONDS = 10;

/**
 * At its heap limit, a thread gets another 16 MB in which to end (NearHeapLimit in Node's src/node_worker.cc), so the young
 * generation must be well below that. A single larger allocation, such as an array of 100 MB, ends the whole process. Only
 * a process per environment would prevent that, with forty times the memory.
 */
const YOUNG_GENERATION_MEGABYTES = 4;

/**
 * Starts an execution environment. It returns the errors of Lambda's runtime.
 * https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
 */
export function startExecutionEnvironment({
  definition,
  variables,
  layerFolders,
  inspectorPort,
  clockOffsetMillis,
  callEndpoint,
  onOutput,
  onOutboundRequest,
  onInitFailed,
}: EnvironmentOptions): ExecutionEnvironment {
  const { workspaceFolder, bundlePath, exportName } = definition;
  const { functionName, functionArn, memorySizeMegabytes, timeoutSeconds } = definition;
  const startedAt = performance.now();
  let initMillis = 0;
  let isLoading = true;
  let fatal: (RuntimeError & { failure: EnvironmentFailure }) | undefined;
  let finish: ((outcome: Outcome) => void) | undefined;
  let heapBytes = 0;

  const sharedOutput = newSharedOutput();
  const worker = new Worker(new URL('./runtime.mjs', import.meta.url), {
    workerData: {
      workspaceFolder,
      bundlePath,
      exportName,
      functionName,
      functionArn,
      memorySizeMegabytes,
      layerFolders,
      inspectorPort,
      clockOffsetMillis,
      sharedOutput,
      callsParent: callEndpoint !== undefined,
    },
    env: variables,
    execArgv: [],
    argv: [],
    name: functionName,
    resourceLimits: {
      maxOldGenerationSizeMb: memorySizeMegabytes,
      maxYoungGenerationSizeMb: YOUNG_GENERATION_MEGABYTES,
    },
  });
  const calls =
    callEndpoint &&
    createCallAnswers(callEndpoint, (message) => {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage(message);
    });
  const { promise: loaded, resolve: hasLoaded } = Promise.withResolvers<void>();

  function passOn(output: string): void {
    if (output !== '') onOutput(output);
  }
  function settle(outcome: Outcome): void {
    finish?.(outcome);
    finish = undefined;
  }
  function die(error: RuntimeError, failure: Omit<EnvironmentFailure, 'errorType'>): void {
    passOn(takeUnsent(sharedOutput));
    if (fatal !== undefined) return;
    fatal = { ...error, failure: { ...failure, errorType: error.errorType } };
    clearTimeout(slowStart);
    calls?.abandonAll();
    if (isLoading) onInitFailed(performance.now() - startedAt, fatal.failure);
    hasLoaded();
    settle(toOutcome(fatal, heapBytes));
  }
  const exit = (reason: string) => die(exitError(reason), { status: 'error', exit: reason });
  const slowStart = setTimeout(
    () => {
      die(timeoutError(timeoutSeconds), { status: 'timeout' });
      void worker.terminate();
    },
    (INIT_SECONDS + timeoutSeconds) * 1000,
  ).unref();

  worker.on('message', (message: RuntimeMessage) => {
    if (message.type === 'output') return onOutput(message.text);
    if (message.type === 'call') return calls?.begin(message);
    if (message.type === 'call-abandoned') return calls?.abandon(message.id);
    if (message.type === 'outbound-request') return onOutboundRequest(message);
    if ('output' in message) passOn(message.output);
    if ('heapBytes' in message) heapBytes = message.heapBytes;
    if (message.type === 'ready') {
      isLoading = false;
      clearTimeout(slowStart);
      initMillis = performance.now() - startedAt;
      return hasLoaded();
    }
    if (message.type === 'result') return settle({ payload: message.payload, heapBytes });
    if (message.type === 'error') return settle(toOutcome(message.error, heapBytes));
    if (message.type === 'crash')
      return die(message.error, { status: 'error', exit: exitReason(message.exitStatus) });
    die(message.error, { status: 'error' });
    void worker.terminate();
  });
  worker.on('error', (error: Error & { code?: string }) => {
    const reason = error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'signal: killed' : error.message;
    exit(`Runtime exited with error: ${reason}`);
  });
  worker.on('exit', (status) => exit(exitReason(status)));

  return {
    loaded,
    initMillis: () => initMillis,
    isAlive: () => !fatal,
    async run(invocation, timeoutMillis = timeoutSeconds * 1000) {
      await loaded;
      if (fatal) return toOutcome(withRequestId(fatal, invocation), heapBytes);
      const timer = setTimeout(() => {
        die(timeoutError(timeoutSeconds), { status: 'timeout' });
        void worker.terminate();
      }, timeoutMillis);
      const outcome = await new Promise<Outcome>((resolve) => {
        finish = resolve;
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
        worker.postMessage({ ...invocation, deadline: Date.now() + timeoutSeconds * 1000 });
      });
      clearTimeout(timer);
      return fatal ? toOutcome(withRequestId(fatal, invocation), heapBytes) : outcome;
    },
    setClock(offsetMillis) {
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      worker.postMessage({ type: 'clock', offsetMillis });
    },
    kill() {
      exit('Runtime exited with error: signal: killed');
      void worker.terminate();
    },
    async stop() {
      await worker.terminate();
    },
  };
}

function toOutcome(
  { failure, ...error }: RuntimeError & { failure?: EnvironmentFailure },
  heapBytes: number,
): Outcome {
  const outcome: Outcome = { payload: JSON.stringify(error), functionError: 'Unhandled', heapBytes };
  return failure === undefined ? outcome : { ...outcome, failure };
}

const exitReason = (status: number): string =>
  `Runtime exited ${status === 0 ? 'without providing a reason' : `with error: exit status ${status}`}`;

const exitError = (errorMessage: string): RuntimeError => ({ errorType: 'Runtime.ExitError', errorMessage });

const timeoutError = (timeoutSeconds: number): RuntimeError => ({
  errorType: 'Sandbox.Timedout',
  errorMessage: `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
});

/** Lambda adds the request id to the message of an exit or a timeout: `RequestId: … Error: Runtime exited …`. */
const withRequestId = <E extends RuntimeError>(error: E, { requestId }: Invocation): E =>
  /^(?:Runtime\.ExitError|Sandbox\.Timedout)$/.test(error.errorType)
    ? { ...error, errorMessage: `RequestId: ${requestId} Error: ${error.errorMessage}` }
    : error;
