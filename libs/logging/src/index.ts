export { correlationId, newCorrelationId, useCorrelationId } from './correlation.ts';
export { beginInvocation, endInvocation } from './invocation.ts';
export { log, type Log, type LogFields } from './log.ts';
export { count, measure } from './metrics.ts';
export { redacted } from './redaction.ts';
