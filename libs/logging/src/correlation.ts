import { randomUUID } from 'node:crypto';
import { logger } from './logger.ts';
import { chooseSample } from './sampling.ts';

// An execution environment handles one invocation at a time, and stacks here handle one record at a time:
// so one variable is enough. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
let current = 'none';

/** The id that ties together everything one request set in motion: log lines, records, events, commands. */
export const correlationId = (): string => current;

/** A fresh id, for work that nothing upstream caused. */
export const newCorrelationId = (): string => randomUUID();

/** Makes `id` the correlation id of all that follows in this invocation. */
export function setCorrelationId(id: string): void {
  current = id;
  chooseSample(id);
  logger.appendKeys({ correlationId: id });
}
