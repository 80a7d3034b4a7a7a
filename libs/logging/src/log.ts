import { logger } from './logger.ts';

/** Named facts of an event: ids, counts, codes. Personal data and secrets are redacted, and do not belong here. */
export type LogFields = Readonly<Record<string, unknown>>;

/**
 * Logs what happened: a stable dotted event name such as `order.placed`, and its facts as fields.
 * Info is what the business does, warn what somebody should look at some day, error what nobody expected.
 */
export interface Log {
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, error: unknown, fields?: LogFields): void;
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));

export const log: Log = {
  info: (event, fields = {}) => logger.info(event, { ...fields }),
  warn: (event, fields = {}) => logger.warn(event, { ...fields }),
  error: (event, error, fields = {}) => logger.error(event, { ...fields, error: asError(error) }),
};
