import type { Context } from 'aws-lambda';
import { setCorrelationId } from './correlation.ts';
import { logger } from './logger.ts';
import { countColdStart, publishMetrics } from './metrics.ts';

/** Binds all that is logged from here on to this invocation and its correlation id. */
export function beginInvocation(context: Context, correlationId: string): void {
  logger.resetKeys();
  logger.addContext(context);
  setCorrelationId(correlationId);
  countColdStart(context.functionName);
}

/** Writes the metrics that the invocation counted. */
export function endInvocation(): void {
  publishMetrics();
}
