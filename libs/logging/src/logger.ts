import { Logger } from '@aws-lambda-powertools/logger';
import { redacted } from './redaction.ts';

/** The one Powertools logger; code logs through `log`, which names its events. */
export const logger = new Logger({ jsonReplacerFn: redacted });
