/** A failure that Lambda or its runtime logged, in words. */
export interface LambdaFailure {
  /** Undefined if the function failed before its first invocation. */
  readonly requestId: string | undefined;
  /** `threw TypeError: no seat`, `failed to load: …`, `crashed: …`, `Task timed out after 10.00 seconds` */
  readonly summary: string;
  /** The frames of the stack. */
  readonly frames: readonly string[];
  /** Whether the handler threw the error, which it may have logged before. */
  readonly isThrown: boolean;
}

interface RuntimeError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly stack?: readonly string[];
  readonly stackTrace?: readonly string[];
}

const ERROR_LINE =
  /^\S+\t(?<requestId>\S+)\tERROR\t(?<title>Invoke Error|Uncaught Exception|Unhandled Promise Rejection) \t(?<error>\{.*\})$/;
const TIMEOUT_LINE = /^\S+Z (?<requestId>\S+) (?<summary>Task timed out after [\d.]+ seconds)$/;
const EXIT_LINE = /^RequestId: (?<requestId>\S+) Error: (?<summary>Runtime exited .+)$/;
/** Most lines are not a failure, and are not parsed. */
const FAILED_ENTRY = /"level":\s*"ERROR"|"platform\.runtimeDone"/;
const RUNTIME_LINE = /^LAMBDA_RUNTIME (?<summary>Failed to .+)$/;

/**
 * Recognizes the lines that Lambda and its runtime write when a function fails to load, throws, crashes, exits or times out,
 * in both log formats.
 * @returns undefined for any other line
 */
export function lambdaFailure(line: string): LambdaFailure | undefined {
  if (line.startsWith('{')) return FAILED_ENTRY.test(line) ? failureOfEntry(parse(line)) : undefined;
  const { requestId, title, error } = ERROR_LINE.exec(line)?.groups ?? {};
  if (error !== undefined) return thrownError(title, requestId, parse(error));
  const found = (TIMEOUT_LINE.exec(line) ?? EXIT_LINE.exec(line) ?? RUNTIME_LINE.exec(line))?.groups;
  return found && { requestId: found['requestId'], summary: found['summary']!, frames: [], isThrown: false };
}

function failureOfEntry(entry: unknown): LambdaFailure | undefined {
  const { type, record, level, message, requestId } = (entry ?? {}) as Record<string, unknown>;
  if (level === 'ERROR') return thrownError(undefined, requestId as string | undefined, message);
  if (type !== 'platform.runtimeDone') return undefined;
  const { status, errorType, ...done } = record as Record<string, string | undefined>;
  const summary = status === 'timeout' ? 'Task timed out' : `Runtime exited: ${errorType}`;
  return { requestId: done['requestId'], summary, frames: [], isThrown: false };
}

function thrownError(
  title: string | undefined,
  requestId: string | undefined,
  error: unknown,
): LambdaFailure | undefined {
  if (!isError(error)) return undefined;
  const isLoading = requestId === undefined || requestId === 'undefined';
  const isThrown = !isLoading && (title ?? 'Invoke Error') === 'Invoke Error';
  const what = isLoading ? 'failed to load:' : isThrown ? 'threw' : 'crashed:';
  const { errorType, errorMessage, stack, stackTrace } = error;
  const [message] = errorMessage.split('\n', 1);
  return {
    requestId: isLoading ? undefined : requestId,
    summary: `${what} ${errorType === message ? errorType : `${errorType}: ${message}`}`,
    frames: (stack ?? stackTrace ?? []).filter((step) => step.startsWith('    at ')),
    isThrown,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isError = (value: unknown): value is RuntimeError =>
  typeof value === 'object' && value !== null && 'errorType' in value && 'errorMessage' in value;
