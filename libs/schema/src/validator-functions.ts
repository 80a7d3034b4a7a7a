import { isEmailAddress, normalizeEmailAddress } from './values/email-address.ts';
import { isInstant, toUtc } from './values/instant.ts';
import { normalizeAddress } from './values/region.ts';
import { trim, trimLines } from './values/text.ts';

/** This module, relative to the workspace. Validators that are compiled ahead of time import its functions. */
export const validatorFunctionsModule = './libs/schema/src/validator-functions.ts';

/** The formats that are no patterns. */
export const formatFunctions = { 'date-time': isInstant, email: isEmailAddress };

/** What a text can be normalized to before it is validated, by the value of the keyword. */
export const normalizations = { trim, lines: trimLines, utc: toUtc, email: normalizeEmailAddress };
export type Normalization = keyof typeof normalizations;

/** What an object can be normalized to after its properties were validated. */
export const objectNormalizations = { address: normalizeAddress };
export type ObjectNormalization = keyof typeof objectNormalizations;
