import type { Context } from 'aws-lambda';
import { setCorrelationId } from './correlation.ts';
import { logger } from './logger.ts';
import { countColdStart, publishMetrics } from './metrics.ts';

/** Starts an invocation: its log lines carry the Lambda context and the correlation id. */
export function beginInvocation(context: Context, correlationId: string): void {
  logger.addContext(context);
  setCorrelationId(correlationId);
  countColdStart(context.functionName);
}

/** Ends an invocation: writes its metrics. */
export function endInvocation(): void {
  publishMetrics();
}
