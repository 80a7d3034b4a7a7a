import { redactText } from '#libs/redaction';
import type { LogLevel, LogLine } from '../contract/activity.ts';
import type { WrittenLine } from '../contract/recorder.ts';

const MAX_LENGTH = 8_192;

// The console of Lambda's runtime: 2030-01-01T12:00:00.000Z	REQUEST-ID	INFO	text
const CONSOLE_LEVEL = /^\S+\t\S+\t(TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\t/;
const REQUEST_ID = /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/;
// What Lambda writes when the environment of a function fails.
const FAILURE = /^RequestId: \S+ Error: |Task timed out after|^LAMBDA_RUNTIME Failed/;

/** Converts a line as it was written. The logger of the services has redacted its own lines; other lines are redacted here. */
export function toLogLine(
  { source, text, entry, requestId: taskId }: WrittenLine,
  at: number,
): Omit<LogLine, 'sequence'> {
  const requestId = taskId ?? (entry ? requestIdIn(entry) : REQUEST_ID.exec(text.slice(0, 80))?.[0]);
  const correlationId = toText(entry?.['correlationId']);
  const event = toText(entry?.['event']);
  return {
    at,
    functionName: source,
    level: entry ? toLevel(toText(entry['level'])) : levelOfText(text),
    ...(requestId !== undefined && { requestId }),
    ...(correlationId !== undefined && { correlationId }),
    ...(event !== undefined && { event }),
    text: isFromLogger(entry) ? text.slice(0, MAX_LENGTH) : redactText(text),
  };
}

/** Lines of Lambda itself have it in their record. */
function requestIdIn(entry: Readonly<Record<string, unknown>>): string | undefined {
  const record = entry['record'] as { readonly requestId?: unknown } | null | undefined;
  return toText(entry['requestId']) ?? toText(record?.requestId);
}

const levelOfText = (text: string): LogLevel =>
  FAILURE.test(text) ? 'ERROR' : toLevel(CONSOLE_LEVEL.exec(text)?.[1]);

const toText = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** See LineFormatter in libs/logging. */
const isFromLogger = (entry: WrittenLine['entry']): boolean =>
  entry !== undefined && 'timestamp' in entry && 'event' in entry && 'service' in entry;

function toLevel(level: string | undefined): LogLevel {
  switch (level?.toUpperCase()) {
    case 'TRACE':
    case 'DEBUG':
      return 'DEBUG';
    case 'WARN':
    case 'WARNING':
      return 'WARN';
    case 'ERROR':
    case 'FATAL':
    case 'CRITICAL':
      return 'ERROR';
    default:
      return 'INFO';
  }
}
