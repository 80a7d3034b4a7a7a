import type { Json } from '../../../contract/json/json.ts';
import { StatesError } from '../language/states-error.ts';
import { AwsError } from '../../../contract/aws-error.ts';
import type { Clock } from '../../../contract/clock.ts';

interface Waiting {
  readonly settle: (result: { output: Json } | { failure: StatesError }) => void;
  readonly heartbeat: () => void;
}

/** Tasks that wait for a callback with their task token. */
export interface TaskTokens {
  /**
   * Waits for the callback with the token.
   *
   * @param heartbeatSeconds the longest time between two heartbeats
   * @throws StatesError the error of SendTaskFailure, or States.HeartbeatTimeout
   */
  waitForCallback(token: string, heartbeatSeconds: number | undefined, signal: AbortSignal): Promise<Json>;
  succeed(token: string, output: string): void;
  fail(token: string, error: string | undefined, cause: string | undefined): void;
  heartbeat(token: string): void;
}

export function createTaskTokens(clock: Clock): TaskTokens {
  const waiting = new Map<string, Waiting>();

  const find = (token: string): Waiting => {
    const found = waiting.get(token);
    if (found === undefined) {
      throw new AwsError(
        'TaskDoesNotExist',
        `Task does not exist, has completed, or has timed out: '${token}'`,
      );
    }
    return found;
  };

  return {
    waitForCallback(token, heartbeatSeconds, signal) {
      const { promise, resolve, reject } = Promise.withResolvers<Json>();
      let heartbeat = new AbortController();
      const finished = new AbortController();
      const restartTimeout = () => {
        heartbeat.abort();
        heartbeat = new AbortController();
        if (heartbeatSeconds === undefined) return;
        clock
          .sleepUntil(
            clock.nowMs() + heartbeatSeconds * 1000,
            AbortSignal.any([heartbeat.signal, finished.signal, signal]),
          )
          .then(
            () =>
              reject(
                new StatesError('States.HeartbeatTimeout', `No heartbeat for ${heartbeatSeconds} seconds`),
              ),
            () => undefined,
          );
      };
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      waiting.set(token, {
        settle: (result) => ('output' in result ? resolve(result.output) : reject(result.failure)),
        heartbeat: restartTimeout,
      });
      restartTimeout();
      return promise.finally(() => {
        waiting.delete(token);
        finished.abort();
      });
    },
    succeed(token, output) {
      const task = find(token);
      task.settle({ output: parseOutput(output) });
    },
    fail: (token, error, cause) => find(token).settle({ failure: new StatesError(error, cause) }),
    heartbeat: (token) => find(token).heartbeat(),
  };
}

function parseOutput(output: string): Json {
  try {
    return JSON.parse(output) as Json;
  } catch {
    throw new AwsError('InvalidOutput', 'The output of the task is not JSON.');
  }
}
