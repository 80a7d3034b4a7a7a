import { Logger } from '@aws-lambda-powertools/logger';
import { LineFormatter } from './line-formatter.ts';
import { redacted } from './redaction.ts';

/** The one Powertools logger; code logs through the `eventLog` of its service. */
export const logger = new Logger({ logFormatter: new LineFormatter(), jsonReplacerFn: redacted });
