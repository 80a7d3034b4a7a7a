import { randomUUID } from 'node:crypto';
import type { CallEndpoint } from '../../contract/aws-request.ts';
import type { FinishedInvocation } from '../../contract/measurements.ts';
import { type Claim, createEnvironmentPool, type EnvironmentPool } from './environment-pool.ts';
import { startExecutionEnvironment, type ExecutionEnvironment } from './execution-environment.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { InvocationOptions, InvocationResult } from '../../contract/function-invoker.ts';
import type { FunctionLog } from './function-log.ts';
import { noRecorder, type Recorder } from '../../contract/recorder.ts';
import { RESPONSE_PAYLOAD_BYTES } from './invocation-limits.ts';
import { tooManyRequests } from './lambda-error.ts';
import { jsonLines, textLines } from './platform-lines.ts';
import { fileVersion } from './file-version.ts';
import type { HasSlack } from './processor-slack.ts';
import { recordOutboundRequest } from './recorded-outbound-request.ts';
import { startInvocation, type RecordedInvocation } from './recorded-invocation.ts';
import type { EnvironmentFailure, Outcome } from './runtime-messages.ts';

export interface LocalFunction {
  readonly definition: FunctionDefinition;
  /** Its settings; a redeployment with the same settings keeps the function. */
  readonly settings: Pick<LocalFunctionDependencies, 'definition' | 'variables' | 'layerFolders'>;
  readonly pool: EnvironmentPool;
  readonly log: FunctionLog;
  /** Invokes the handler with an event as JSON text. @throws TooManyRequestsException beyond the reserved concurrency */
  invoke(event: string, options?: InvocationOptions & { requestId?: string }): Promise<InvocationResult>;
  /** Ends the thread of the running invocation with a trace header, or of all running ones if it is unknown. */
  kill(trace: string | undefined): void;
  /** The number of invocations since the start. */
  invocations(): number;
  /** The number of running invocations. */
  running(): number;
}

export interface LocalFunctionDependencies {
  readonly definition: FunctionDefinition;
  readonly variables: Readonly<Record<string, string>>;
  readonly layerFolders: readonly string[];
  readonly log: FunctionLog;
  /** The file to load for the bundle. */
  readonly fileOf: (bundlePath: string) => string;
  readonly idleMillis: number;
  readonly maxEnvironments: number;
  readonly hasSlack: HasSlack;
  readonly timeoutSeconds: number;
  readonly inspectorPort: number | undefined;
  /** How far the clock of functions is ahead of the system's. */
  readonly clockOffsetMillis: () => number;
  readonly callEndpoint?: CallEndpoint | undefined;
  readonly onFinished?: (invocation: FinishedInvocation) => void;
  readonly recorder?: Recorder;
  /** Invocations before the last change of its settings. */
  readonly invocationsSoFar?: number;
}

/** A deployed function with its environments, log and concurrency limit. */
export function createLocalFunction({
  definition,
  variables,
  layerFolders,
  log,
  fileOf,
  idleMillis,
  maxEnvironments,
  hasSlack,
  timeoutSeconds,
  inspectorPort,
  clockOffsetMillis,
  callEndpoint,
  onFinished = () => {},
  recorder = noRecorder,
  invocationsSoFar = 0,
}: LocalFunctionDependencies): LocalFunction {
  let invocations = invocationsSoFar;
  let running = 0;
  const concurrencyLimit = toConcurrencyLimit(definition, maxEnvironments);
  const lines = definition.logsAsJson ? jsonLines(definition.functionName) : textLines();
  // Trace headers of running invocations by request id.
  const traces = new Map<string, string>();
  const busy = new Map<string, ExecutionEnvironment>();
  const pool = createEnvironmentPool({
    start() {
      log.platform(lines.initStart());
      return startExecutionEnvironment({
        definition: { ...definition, timeoutSeconds, bundlePath: fileOf(definition.bundlePath) },
        variables,
        layerFolders,
        inspectorPort,
        clockOffsetMillis: clockOffsetMillis(),
        callEndpoint,
        onOutput: log.output,
        onOutboundRequest(request) {
          const trace = traces.get(request.requestId ?? '');
          if (trace !== undefined) recordOutboundRequest(recorder, request, trace);
        },
        onInitFailed: (durationMillis, failure) => log.platform(lines.initReport(durationMillis, failure)),
      });
    },
    codeVersion: fileVersion(() => fileOf(definition.bundlePath)),
    idleMillis,
    maxEnvironments,
    hasSlack,
  });

  async function run(
    environment: ExecutionEnvironment,
    isFresh: boolean,
    event: string,
    options: InvocationOptions,
    requestId: string,
    recorded: RecordedInvocation,
  ): Promise<Outcome> {
    log.platform(lines.start(requestId));
    const startedAt = performance.now();
    const { clientContext } = options;
    await environment.loaded;
    const initMillis = isFresh && environment.initMillis() > 0 ? environment.initMillis() : undefined;
    recorded.began(initMillis);
    busy.set(requestId, environment);
    const outcome = withinSize(
      await environment.run(
        {
          requestId,
          event,
          traceId: recorded.trace,
          ...(clientContext === undefined ? {} : { clientContext }),
        },
        options.timeoutMillis,
      ),
    );
    busy.delete(requestId);
    const durationMillis = performance.now() - startedAt;
    const { failure, heapBytes, functionError } = outcome;
    onFinished({
      functionName: definition.functionName,
      requestId,
      outcome: functionError === undefined ? 'success' : 'error',
      durationMillis,
    });
    recorded.end(outcome);
    logFailure(requestId, failure);
    const report = lines.report({
      requestId,
      durationMillis,
      initMillis,
      memorySizeMegabytes: definition.memorySizeMegabytes,
      heapBytes,
      failure,
    });
    for (const line of report) log.platform(line);
    return outcome;
  }

  /** Shows the first line, which says what happened. */
  function logFailure(requestId: string, failure: EnvironmentFailure | undefined): void {
    if (failure === undefined) return;
    const [first, ...rest] = failureLines(requestId, failure);
    if (first !== undefined) log.failure(first);
    for (const line of rest) log.platform(line);
  }

  function failureLines(requestId: string, failure: EnvironmentFailure): readonly string[] {
    if (failure.status === 'timeout') return lines.timedOut(requestId, timeoutSeconds);
    if (failure.exit !== undefined) return lines.exited(requestId, failure);
    return failure.errorType === RESPONSE_TOO_LARGE ? [lines.responseTooLarge()] : [];
  }

  return {
    definition,
    settings: { definition, variables, layerFolders },
    pool,
    log,
    async invoke(event, options = {}) {
      const requestId = options.requestId ?? randomUUID();
      const recorded = startInvocation(recorder, definition, options, requestId);
      if (running >= concurrencyLimit) {
        const { functionName } = definition;
        onFinished({ functionName, requestId, outcome: 'throttled', durationMillis: 0 });
        recorded.throttled();
        throw tooManyRequests();
      }
      running++;
      invocations++;
      traces.set(requestId, recorded.trace);
      try {
        const outcome = await pool.use(
          (environment, isFresh) => run(environment, isFresh, event, options, requestId, recorded),
          toClaim(options),
        );
        const { payload, functionError } = outcome;
        const { trace } = recorded;
        return functionError ? { payload, functionError, trace } : { payload, trace };
      } catch (error) {
        recorded.failed(error as Error);
        throw error;
      } finally {
        running--;
        traces.delete(requestId);
      }
    },
    kill(trace) {
      const isCaller = (requestId: string) => trace !== undefined && traces.get(requestId) === trace;
      const callers = [...busy].filter(([requestId]) => isCaller(requestId));
      for (const [, environment] of callers.length > 0 ? callers : busy) environment.kill();
    },
    invocations: () => invocations,
    running: () => running,
  };
}

/**
 * More environments than this machine runs are never reached: requests wait for one, and what would be rejected is the
 * length of that queue, which AWS does not have.
 */
const toConcurrencyLimit = (
  { reservedConcurrency = Number.POSITIVE_INFINITY }: FunctionDefinition,
  maxEnvironments: number,
): number => (reservedConcurrency <= maxEnvironments ? reservedConcurrency : Number.POSITIVE_INFINITY);

const toClaim = ({ trigger, waitMillis = Number.POSITIVE_INFINITY }: InvocationOptions): Claim => ({
  lane: trigger === 'api' ? 'customer' : 'internal',
  waitMillis,
});

const RESPONSE_TOO_LARGE = 'Function.ResponseSizeTooLarge';

function withinSize(outcome: Outcome): Outcome {
  if (Buffer.byteLength(outcome.payload) <= RESPONSE_PAYLOAD_BYTES) return outcome;
  const errorType = RESPONSE_TOO_LARGE;
  const errorMessage = `Response payload size exceeded maximum allowed payload size (${RESPONSE_PAYLOAD_BYTES} bytes).`;
  return {
    ...outcome,
    functionError: 'Unhandled',
    payload: JSON.stringify({ errorType, errorMessage }),
    failure: { status: 'error', errorType },
  };
}
