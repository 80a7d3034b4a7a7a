import { CommandError } from '../../../../workspace/src/cli/command-error.ts';

/** How work is stopped. */
interface Stopping {
  /** Its reason is a CommandError. */
  readonly signal: AbortSignal;
  /** Aborts the signal after this time. */
  readonly stopAfter: (seconds: number) => void;
}

/**
 * Runs `work` so that it can clean up: the first Ctrl-C or SIGTERM aborts a signal instead of ending the process, the
 * second one ends it.
 *
 * @param service  the service, for messages
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
        `${service} ${why} and was stopped. CloudFormation may still be in progress. Check the stack's events, then run the command again.`,
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
