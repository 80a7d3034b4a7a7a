import {
  contentOf,
  valueAt,
  type Message,
} from '../../../../../../operations/src/redrive/messages/message.ts';

/** Why a message failed, as far as the log or the message itself says. */
export interface FailureReason {
  readonly text: string;
  /** The log event: `event.failed`. */
  readonly event?: string;
  /** ISO 8601 */
  readonly at?: string;
  readonly attempt?: string;
  readonly stack?: string;
}

/** A line of FilterLogEvents. */
export interface LoggedLine {
  readonly message?: string;
}

interface FailureLine {
  readonly timestamp?: string;
  readonly event?: string;
  readonly messageId?: string;
  readonly attempt?: string;
  readonly reason?: string;
  readonly error?: { readonly message?: string; readonly name?: string; readonly stack?: string };
}

/** The filter pattern of CloudWatch Logs for lines that name a message: a consumer logs each failed delivery with its ID. */
export const failuresPattern = '{ $.messageId = "*" }';

/** The filter pattern for the errors of a function. */
export const errorsPattern = '{ $.level = "ERROR" }';

/**
 * Reads the last failure of each message from the log of its consumer.
 * @returns by message ID
 */
export function readReasons(lines: readonly LoggedLine[]): ReadonlyMap<string, FailureReason> {
  const reasons = new Map<string, FailureReason>();
  for (const { message = '' } of lines) {
    const line = parseLine(message);
    if (line?.messageId === undefined) continue;
    const text = line.error?.message ?? line.reason;
    if (text !== undefined) reasons.set(line.messageId, toReason(line, text));
  }
  return reasons;
}

/**
 * Adds to the reason of a batch what its function logged: the message of Lambda says that it failed, not why.
 * @param lines  errors of the function, oldest first
 */
export function explainBatch(reason: FailureReason, lines: readonly LoggedLine[]): FailureReason {
  const { at = '' } = reason;
  const last = lines
    .map(({ message = '' }) => parseLine(message))
    .findLast((line) => line?.error?.message !== undefined && (line.timestamp ?? '') <= at);
  if (last?.error?.message === undefined || reason.event === 'ContractViolated') return reason;
  return {
    ...reason,
    text: `${last.error.message} (${reason.text})`,
    ...(last.error.stack !== undefined && { stack: last.error.stack }),
  };
}

const toReason = ({ timestamp, event, attempt, error }: FailureLine, text: string): FailureReason => ({
  text,
  ...(event !== undefined && { event }),
  ...(timestamp !== undefined && { at: timestamp }),
  ...(attempt !== undefined && { attempt }),
  ...(error?.stack !== undefined && { stack: error.stack }),
});

function parseLine(message: string): FailureLine | undefined {
  const start = message.indexOf('{');
  if (start === -1) return undefined;
  try {
    return JSON.parse(message.slice(start)) as FailureLine;
  } catch {
    return undefined;
  }
}

/**
 * Reads why a batch of changes failed from its message, which Lambda or the function wrote.
 * https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html
 *
 * @returns undefined for any other message
 */
export function readBatchReason(message: Pick<Message, 'body'>): FailureReason | undefined {
  const content = contentOf(message);
  const condition = valueAt(content, ['requestContext', 'condition']);
  if (typeof condition !== 'string') return undefined;
  const violations = valueAt(content, ['violations']);
  const attempts = valueAt(content, ['requestContext', 'approximateInvokeCount']);
  const at = valueAt(content, ['timestamp']);
  const texts: Readonly<Record<string, string>> = {
    RetryAttemptsExhausted: 'The function failed all attempts to process the batch.',
    RecordAgeExceeded: 'The function failed until the records were too old.',
    ContractViolated: 'The event violates its contract.',
  };
  return {
    text: Array.isArray(violations) ? violations.join('; ') : (texts[condition] ?? condition),
    event: condition,
    ...(typeof attempts === 'number' && { attempt: String(attempts) }),
    ...(typeof at === 'string' && { at }),
  };
}
