import type { LogLevel, LogLine } from '../../../../../../local-cloud/src/contract/activity.ts';

/** The filters of the log view, as they are in the URL. */
export interface LogFilters {
  readonly text?: string;
  readonly functionName?: string;
  readonly service?: string;
  /** This level or a higher one. */
  readonly level?: LogLevel;
  readonly event?: string;
  readonly correlationId?: string;
}

const textFilters = ['text', 'functionName', 'service', 'event', 'correlationId'] as const;

/** From the least to the most severe. */
export const levels: readonly LogLevel[] = ['DEBUG', 'INFO', 'WARN', 'ERROR'];

const isLevel = (value: unknown): value is LogLevel => levels.some((level) => level === value);

/** Reads the filters of a URL; what is empty or unknown is left out. */
export function parseLogFilters(search: Readonly<Record<string, unknown>>): LogFilters {
  const texts = textFilters.flatMap((name) => {
    const value = search[name];
    // The router reads digits as a number.
    const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
    return text === '' ? [] : [[name, text] as const];
  });
  const level = search['level'];
  return { ...Object.fromEntries(texts), ...(isLevel(level) ? { level } : {}) };
}

/** Whether a new line passes the filters; `GET /api/logs` applies the same conditions to older lines. */
export function matchesLine(line: LogLine, filters: LogFilters): boolean {
  const { text, functionName, service, level, event, correlationId } = filters;
  return (
    (text === undefined || line.text.toLowerCase().includes(text.toLowerCase())) &&
    (functionName === undefined || line.functionName === functionName) &&
    (service === undefined || line.service === service) &&
    (level === undefined || levels.indexOf(line.level) >= levels.indexOf(level)) &&
    (event === undefined || line.event === event) &&
    (correlationId === undefined || line.correlationId === correlationId)
  );
}
