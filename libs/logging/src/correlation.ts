import { surroundings } from '#libs/surroundings';
import { logger } from './logger.ts';
import { updateSampling } from './sampling.ts';

/** Returns the current correlation id, which links all log lines, records, events and commands of one request. */
export const correlationId = (): string => surroundings().correlation.id;

/** Creates a correlation id, for work without an upstream request. */
export const newCorrelationId = (): string => surroundings().randomUuid();

/** Sets the correlation id for the rest of the invocation, or until the next call. */
export function setCorrelationId(id: string): void {
  surroundings().correlation.id = id;
  updateSampling(id);
  logger.setCorrelationId(id);
}
