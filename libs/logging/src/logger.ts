import { LineLogger } from './line-logger.ts';

/** The Powertools logger behind every {@link eventLog}. */
export const logger = new LineLogger();
