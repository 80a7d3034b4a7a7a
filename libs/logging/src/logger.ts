import { LineFormatter } from './line-formatter.ts';
import { RedactingLogger } from './redacting-logger.ts';

/** The one Powertools logger; code logs through the `eventLog` of its service. */
export const logger = new RedactingLogger({ logFormatter: new LineFormatter() });
