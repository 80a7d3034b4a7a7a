export { correlationId, newCorrelationId, setCorrelationId } from './correlation.ts';
export { beginInvocation, endInvocation } from './invocation.ts';
export { eventLog, type EventLog } from './event-log.ts';
export type { FieldKind, FieldDeclaration, LineKey, LogEvent, LogEvents, LogLevel } from './log-event.ts';
export { countFailedRecord, countRefusedCommand, recordStep } from './metrics.ts';
export {
  businessMetrics,
  type BusinessMetrics,
  type CountName,
  type MetricCatalog,
  type MetricDeclaration,
  type MetricKind,
} from './business-metrics.ts';
export { redact } from './redaction.ts';
export { sanitizeError } from './sanitize-error.ts';
export { isInSample } from './sampling.ts';
export { mapStackTraces } from './source-positions.ts';
