import { randomUUID } from 'node:crypto';
import { logger } from './logger.ts';
import { updateSampling } from './sampling.ts';

// An execution environment handles one invocation at a time, and the handlers process one record at a time, so one
// variable is sufficient. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
let current = 'none';

/** Returns the current correlation id, which links all log lines, records, events and commands of one request. */
export const correlationId = (): string => current;

/** Creates a correlation id, for work without an upstream request. */
export const newCorrelationId = (): string => randomUUID();

/** Sets the correlation id for the rest of the invocation, or until the next call. */
export function setCorrelationId(id: string): void {
  current = id;
  updateSampling(id);
  logger.setCorrelationId(id);
}
