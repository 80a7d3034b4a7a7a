import { STAGE } from '../../../../workspace/src/aws/aws-constants.ts';
import type { Colors } from '../../../../workspace/src/cli/colors.ts';
import { lambdaFailure } from './lambda-failure.ts';

// Fields of every line, left out on the terminal.
const machineFields = new Set([
  'timestamp',
  'level',
  'event',
  'service',
  'function',
  'stage',
  'version',
  'requestId',
  'correlationId',
  'traceId',
]);

const SHOWN_VALUE_LENGTH = 120;

/** Whether a line is in CloudWatch's embedded metric format. */
export const isMetricLine = (line: string): boolean => line.startsWith('{') && line.includes('"_aws"');

/**
 * Formats a log line of a function:
 * `12:00:01 INFO  orders/place-order order.placed orderId=ord_1 · 4b1c…`. A line that is not JSON is kept.
 */
export function functionLine(functionName: string, line: string, colors: Colors): string {
  const name = colors.cyan(functionName.replace(/^tradewind-/, '').replace(`-${STAGE}-`, '/'));
  const failure = lambdaFailure(line);
  if (failure !== undefined)
    return [
      `${colors.dim(clockTime())} ${paintLevel('ERROR', colors)} ${name} ${failure.summary}`,
      ...failure.frames.map(indented),
    ].join('\n');
  const entry = parseEntry(line);
  if (entry === undefined) return `${colors.dim(clockTime())}       ${name} ${line}`;
  const { level, event, timestamp, correlationId } = entry;
  const fields = Object.entries(entry).filter(([key]) => !machineFields.has(key) && key !== 'error');
  const parts = [
    colors.dim(clockTime(timestamp)),
    paintLevel(String(level ?? 'INFO'), colors),
    name,
    String(event),
    ...fields.map(([key, value]) => `${colors.dim(`${key}=`)}${shownValue(value)}`),
    ...(correlationId === undefined ? [] : [colors.dim(`· ${String(correlationId)}`)]),
  ];
  return [parts.join(' '), ...errorLines(entry['error'])].join('\n');
}

function parseEntry(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const entry = JSON.parse(line) as Record<string, unknown>;
    return entry['event'] === undefined ? undefined : entry;
  } catch {
    return undefined;
  }
}

/** The stack of an error and of its causes, on lines of its own. */
function errorLines(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const { name, message, stack, cause } = error as Record<string, unknown>;
  const trace = typeof stack === 'string' ? stack.split('\n') : [`${String(name)}: ${String(message)}`];
  const [causedBy, ...frames] = errorLines(cause);
  return [
    ...trace.map(indented),
    ...(causedBy === undefined ? [] : [indented(`caused by ${causedBy.trim()}`), ...frames]),
  ];
}

const indented = (text: string): string => `         ${text.trim()}`;

function paintLevel(level: string, colors: Colors): string {
  const padded = level.toUpperCase().padEnd(5);
  if (/ERROR|CRITICAL|FATAL/.test(padded)) return colors.red(padded);
  return padded.startsWith('WARN') ? colors.yellow(padded) : colors.dim(padded);
}

function shownValue(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > SHOWN_VALUE_LENGTH ? `${text.slice(0, SHOWN_VALUE_LENGTH)}…` : text;
}

function clockTime(timestamp?: unknown): string {
  const time = new Date(typeof timestamp === 'string' ? timestamp : Date.now());
  return (Number.isNaN(time.getTime()) ? new Date() : time).toTimeString().slice(0, 8);
}
