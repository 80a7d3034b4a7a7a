export { correlationId, newCorrelationId, useCorrelationId } from './correlation.ts';
export { beginInvocation, endInvocation } from './invocation.ts';
export { eventLog, type EventLog } from './event-log.ts';
export type { FieldKind, FieldDeclaration, LogEvent, LogEvents, LogLevel } from './log-event.ts';
export { count, countFailedRecord, countMoney, measure, measureStep } from './metrics.ts';
export { businessMetrics, type CountName, type DurationName, type MoneyName } from './business-metrics.ts';
export { isSensitiveName, redacted } from './redaction.ts';
export { isInSample } from './sampling.ts';
