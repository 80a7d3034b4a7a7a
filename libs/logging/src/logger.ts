import { LineLogger } from './line-logger.ts';

/** The logger behind every {@link eventLog}. */
export const logger = new LineLogger();
