import type { Json } from '../../../contract/json/json.ts';
import { StatesError } from '../language/states-error.ts';
import { AwsError } from '../../../contract/aws-error.ts';
import type { Clock } from '../../../contract/clock.ts';

interface Waiting {
  readonly settle: (answer: { output: Json } | { failure: StatesError }) => void;
  readonly heartbeat: () => void;
}

/** Tasks that wait for somebody to call back with their token. */
export interface TaskTokens {
  /**
   * Waits for the answer that comes with the token.
   *
   * @throws StatesError what SendTaskFailure says, or States.HeartbeatTimeout after so many seconds without a sign of life
   */
  answer(token: string, heartbeatSeconds: number | undefined, signal: AbortSignal): Promise<Json>;
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
        `Task does not exist, has been answered, or has timed out: '${token}'`,
      );
    }
    return found;
  };

  return {
    answer(token, heartbeatSeconds, signal) {
      const { promise, resolve, reject } = Promise.withResolvers<Json>();
      let pulse = new AbortController();
      const over = new AbortController();
      const listen = () => {
        pulse.abort();
        pulse = new AbortController();
        if (heartbeatSeconds === undefined) return;
        clock
          .sleepUntil(
            clock.nowMs() + heartbeatSeconds * 1000,
            AbortSignal.any([pulse.signal, over.signal, signal]),
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
        settle: (answer) => ('output' in answer ? resolve(answer.output) : reject(answer.failure)),
        heartbeat: listen,
      });
      listen();
      return promise.finally(() => {
        waiting.delete(token);
        over.abort();
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
