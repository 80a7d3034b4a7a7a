import { CommandError } from '../../../../workspace/src/cli/command-error.ts';

/** How work is told to end. */
interface Stopping {
  /** Its reason is a CommandError that says what happened. */
  readonly signal: AbortSignal;
  /** Aborts the signal when so much time is over; counts from the call. */
  readonly stopAfter: (seconds: number) => void;
}

/**
 * Runs `work` so that it can tidy up when it is told to stop: what would end this process, Ctrl-C or SIGTERM, aborts a
 * signal instead. The second time it ends the process.
 *
 * @param service  whom the work is about, for messages
 */
export async function withStopSignal<T>(
  service: string,
  work: (stopping: Stopping) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const stop = (why: string) =>
    controller.abort(
      new CommandError(
        `${service} ${why} and was stopped. CloudFormation may still be at work: see the stack's events, then run it again.`,
      ),
    );
  const interrupted = () => stop('was interrupted');
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  const stopAfter = (seconds: number) => {
    timer = setTimeout(() => stop(`took longer than ${seconds} s`), seconds * 1000);
  };
  try {
    return await work({ signal: controller.signal, stopAfter });
  } finally {
    clearTimeout(timer);
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
  }
}
