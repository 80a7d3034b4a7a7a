import { createRequire } from 'node:module';
import { countryCodes, currencyCodes, patternOf } from './values/code-lists.ts';
import { formatFunctions } from './validator-functions.ts';
import { line, text } from './values/text.ts';

const require = createRequire(import.meta.url);
const { fullFormats } = require('ajv-formats/dist/formats') as typeof import('ajv-formats/dist/formats.js');

/** A check of a text. */
export type Format = RegExp | true | ((value: string) => boolean);

/** The formats of all schemas; an unknown format fails the build. Patterns are inlined in bundles. */
export const formats = {
  line,
  text,
  ...formatFunctions,
  country: patternOf(countryCodes),
  currency: patternOf(currencyCodes),
  uuid: fullFormats.uuid as RegExp,
  uri: true,
} satisfies Record<string, Format>;
