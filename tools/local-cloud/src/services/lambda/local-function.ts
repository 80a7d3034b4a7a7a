import { randomUUID } from 'node:crypto';
import { statSync } from 'node:fs';
import type { FinishedInvocation } from '../../contract/measurements.ts';
import { createEnvironmentPool, type EnvironmentPool } from './environment-pool.ts';
import { startExecutionEnvironment, type ExecutionEnvironment } from './execution-environment.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { InvocationOptions, InvocationResult } from '../../contract/function-invoker.ts';
import type { FunctionLog } from './function-log.ts';
import { RESPONSE_PAYLOAD_BYTES } from './invocation-limits.ts';
import { tooManyRequests } from './lambda-error.ts';
import type { Outcome } from './runtime-messages.ts';
import { toTraceHeader } from '../../contract/trace-header.ts';

export interface LocalFunction {
  readonly definition: FunctionDefinition;
  /** Its settings; a redeployment with the same settings keeps the function. */
  readonly settings: Pick<LocalFunctionDependencies, 'definition' | 'variables' | 'layerFolders'>;
  readonly pool: EnvironmentPool;
  readonly log: FunctionLog;
  /** Invokes the handler with an event as JSON text. @throws TooManyRequestsException beyond the reserved concurrency */
  invoke(event: string, options?: InvocationOptions & { requestId?: string }): Promise<InvocationResult>;
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
  readonly idleMillis: number;
  readonly maxEnvironments: number;
  readonly onFinished?: (invocation: FinishedInvocation) => void;
  /** Invocations before the last change of its settings. */
  readonly invocationsSoFar?: number;
}

/** A deployed function with its environments, log and concurrency limit. */
export function createLocalFunction({
  definition,
  variables,
  layerFolders,
  log,
  idleMillis,
  maxEnvironments,
  onFinished = () => {},
  invocationsSoFar = 0,
}: LocalFunctionDependencies): LocalFunction {
  let invocations = invocationsSoFar;
  let running = 0;
  const pool = createEnvironmentPool({
    start: () => startExecutionEnvironment({ definition, variables, layerFolders, onOutput: log.output }),
    codeVersion: () => versionOf(definition.bundlePath),
    idleMillis,
    maxEnvironments,
  });

  async function run(
    environment: ExecutionEnvironment,
    isFresh: boolean,
    event: string,
    options: InvocationOptions,
    requestId: string,
  ): Promise<Outcome> {
    log.platform(`START RequestId: ${requestId} Version: $LATEST`);
    const startedAt = performance.now();
    const { clientContext } = options;
    const outcome = await environment.run({
      requestId,
      event,
      traceId: toTraceHeader(options.correlation),
      ...(clientContext === undefined ? {} : { clientContext }),
    });
    const durationMillis = performance.now() - startedAt;
    onFinished({
      functionName: definition.functionName,
      requestId,
      outcome: outcome.functionError === undefined ? 'success' : 'error',
      durationMillis,
    });
    log.platform(`END RequestId: ${requestId}`);
    log.platform(
      report({
        requestId,
        durationMillis,
        initMillis: isFresh ? environment.initMillis() : undefined,
        definition,
        heapBytes: outcome.heapBytes,
      }),
    );
    return outcome;
  }

  return {
    definition,
    settings: { definition, variables, layerFolders },
    pool,
    log,
    async invoke(event, options = {}) {
      const requestId = options.requestId ?? randomUUID();
      if (definition.reservedConcurrency !== undefined && running >= definition.reservedConcurrency) {
        const { functionName } = definition;
        onFinished({ functionName, requestId, outcome: 'throttled', durationMillis: 0 });
        throw tooManyRequests();
      }
      running++;
      invocations++;
      try {
        const outcome = await pool.use((environment, isFresh) =>
          run(environment, isFresh, event, options, requestId),
        );
        return withinSize(outcome);
      } finally {
        running--;
      }
    },
    invocations: () => invocations,
    running: () => running,
  };
}

function withinSize({ payload, functionError }: Outcome): InvocationResult {
  if (Buffer.byteLength(payload) > RESPONSE_PAYLOAD_BYTES)
    return {
      functionError: 'Unhandled',
      payload: JSON.stringify({
        errorType: 'Function.ResponseSizeTooLarge',
        errorMessage: `Response payload size exceeded maximum allowed payload size (${RESPONSE_PAYLOAD_BYTES} bytes).`,
      }),
    };
  return functionError ? { payload, functionError } : { payload };
}

/** Returns undefined while a build is writing the file; running environments are then kept. */
function versionOf(bundlePath: string): string | undefined {
  const stats = statSync(bundlePath, { throwIfNoEntry: false });
  return stats && `${stats.mtimeMs} ${stats.size}`;
}

function report({
  requestId,
  durationMillis,
  initMillis,
  definition,
  heapBytes,
}: {
  requestId: string;
  durationMillis: number;
  initMillis: number | undefined;
  definition: FunctionDefinition;
  heapBytes: number;
}): string {
  return [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMillis.toFixed(2)} ms`,
    `Billed Duration: ${Math.ceil(durationMillis + (initMillis ?? 0))} ms`,
    `Memory Size: ${definition.memorySizeMegabytes} MB`,
    `Max Memory Used: ${Math.ceil(heapBytes / 1024 / 1024)} MB`,
    ...(initMillis === undefined ? [] : [`Init Duration: ${initMillis.toFixed(2)} ms`]),
  ].join('\t');
}
