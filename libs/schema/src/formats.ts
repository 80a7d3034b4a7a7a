import { createRequire } from 'node:module';
import { countryCodes, currencyCodes, patternOf } from './values/code-lists.ts';
import { isEmailAddress } from './values/email-address.ts';
import { isInstant } from './values/instant.ts';
import { line, text } from './values/text.ts';

const require = createRequire(import.meta.url);
const { fullFormats } = require('ajv-formats/dist/formats') as typeof import('ajv-formats/dist/formats.js');

/** A check of a text. */
export type Format = RegExp | true | ((value: string) => boolean);

/** The formats of all schemas; an unknown format fails the build. Patterns are inlined in bundles. */
export const formats = {
  line,
  text,
  'date-time': isInstant,
  email: isEmailAddress,
  country: patternOf(countryCodes),
  currency: patternOf(currencyCodes),
  uuid: fullFormats.uuid as RegExp,
  uri: true,
} satisfies Record<string, Format>;

/** The modules of the formats that are functions, from which bundles import them: relative to the workspace. */
export const formatModules: Readonly<Record<string, { readonly module: string; readonly name: string }>> = {
  'date-time': { module: './libs/schema/src/values/instant.ts', name: 'isInstant' },
  email: { module: './libs/schema/src/values/email-address.ts', name: 'isEmailAddress' },
};
