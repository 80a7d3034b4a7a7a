import type { LogLevel, LogLine, LogQuery } from '../contract/activity.ts';

const LEVELS: readonly LogLevel[] = ['DEBUG', 'INFO', 'WARN', 'ERROR'];

/** Returns whether a line meets all conditions of a query. */
export function compileLogQuery(query: LogQuery): (line: LogLine) => boolean {
  const { functionName, service, level, event, correlationId, requestId } = query;
  const text = query.text?.toLowerCase();
  const least = level === undefined ? 0 : LEVELS.indexOf(level);
  return (line) =>
    LEVELS.indexOf(line.level) >= least &&
    (functionName === undefined || line.functionName === functionName) &&
    (service === undefined || line.service === service) &&
    (event === undefined || line.event === event) &&
    (correlationId === undefined || line.correlationId === correlationId) &&
    (requestId === undefined || line.requestId === requestId) &&
    (text === undefined || line.text.toLowerCase().includes(text));
}
