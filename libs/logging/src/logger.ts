import { LineFormatter } from './line-formatter.ts';
import { RedactingLogger } from './redacting-logger.ts';

/** The Powertools logger behind every {@link eventLog}. */
export const logger = new RedactingLogger({ logFormatter: new LineFormatter() });
