/** What a line tells of an error. */
export interface ErrorFacts {
  readonly name: string;
  /** Stable: of an AppError its own, of Node its errno. */
  readonly code?: string;
  readonly message: string;
  readonly stack: string | undefined;
  readonly cause?: ErrorFacts | string;
}

// A gateway's error has the SDK's as its cause, which has the socket's.
const MAX_CAUSES = 3;

/** Takes of an error what helps to find it, and nothing else it may carry: requests, responses, whole records. */
export function errorFacts(error: Error, causes = MAX_CAUSES): ErrorFacts {
  const { name, message, stack, cause } = error;
  const { code } = error as { code?: unknown };
  return {
    name,
    ...(typeof code === 'string' && { code }),
    message,
    stack,
    ...(cause !== undefined && causes > 0 && { cause: causeFacts(cause, causes - 1) }),
  };
}

const causeFacts = (cause: unknown, causes: number): ErrorFacts | string =>
  cause instanceof Error ? errorFacts(cause, causes) : typeof cause;
