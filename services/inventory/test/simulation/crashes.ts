import { AsyncLocalStorage } from 'node:async_hooks';

/** The execution environment ended. All its later requests throw it as well. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** Which request a process crashes at: before it takes effect, or after it, so that its response is lost. */
export interface CrashPoint {
  readonly request: number;
  readonly isApplied: boolean;
}

interface Process {
  requests: number;
  readonly crashAt: CrashPoint | undefined;
}

const processes = new AsyncLocalStorage<Process>();

/** Runs a command in a process of its own, which crashes at the given request. */
export const inProcess = <T>(crashAt: CrashPoint | undefined, command: () => Promise<T>): Promise<T> =>
  processes.run({ requests: 0, crashAt }, command);

/** Sends a request of the current process. */
export async function request<T>(send: () => Promise<T>): Promise<T> {
  const current = processes.getStore();
  const crashAt = current?.crashAt;
  if (!current || !crashAt) return send();
  const number = current.requests++;
  if (number > crashAt.request || (number === crashAt.request && !crashAt.isApplied)) throw new Crash();
  const response = await send();
  if (number === crashAt.request) throw new Crash();
  return response;
}
