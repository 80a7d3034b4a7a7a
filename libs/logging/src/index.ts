export { correlationId, newCorrelationId, useCorrelationId } from './correlation.ts';
export { beginInvocation, endInvocation } from './invocation.ts';
export { eventLog, type EventLog } from './event-log.ts';
export type { FieldKind, FieldDeclaration, LogEvent, LogEvents, LogLevel } from './log-event.ts';
export { count, countFailedRecord, measure } from './metrics.ts';
export { isSensitiveName, redacted } from './redaction.ts';
export { isInSample } from './sampling.ts';
