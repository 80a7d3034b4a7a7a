import { createRequire } from 'node:module';
import { iso31661 } from 'iso-3166';

// The package is CommonJS without types for this file.
const require = createRequire(import.meta.url);
const published = require('currency-codes/data') as readonly { readonly code: string }[];

/** Amendments of ISO 4217 after the list in the package `currency-codes` (June 2024). https://www.six-group.com/en/products-services/financial-information/data-standards.html */
const added = ['XCG', 'ZWG'];
const withdrawn = ['ANG', 'BGN', 'CUC', 'HRK', 'SLL', 'ZWL'];
/** Codes of ISO 4217 that are no means of payment: funds, metals, units of account, tests, and the second code of VES. */
const notMoney =
  'BOV CHE CHW CLF COU MXV USN UYI UYW VED XAD XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'.split(
    ' ',
  );

/** The countries of ISO 3166-1 (alpha-2). */
export const countryCodes: readonly string[] = iso31661.map(({ alpha2 }) => alpha2).toSorted();

/** A pattern of all countries, to be part of another pattern. */
export const countryPattern = `(?:${countryCodes.join('|')})`;

/** The currencies of ISO 4217 that are in circulation. */
export const currencyCodes: readonly string[] = [...new Set([...published.map(({ code }) => code), ...added])]
  .filter((code) => ![...withdrawn, ...notMoney].includes(code))
  .toSorted();

/** Returns a pattern that matches exactly these codes: a pattern is a third of the size of the list in each validator. */
export function patternOf(codes: readonly string[]): RegExp {
  const byFirst = Map.groupBy(codes, ([first]) => first!);
  const groups = [...byFirst].map(
    ([first, group]) => first + alternatives(group.map((code) => code.slice(1))),
  );
  return new RegExp(`^(?:${groups.join('|')})$`, 'u');
}

const alternatives = (rests: readonly string[]): string =>
  rests.every(({ length }) => length === 1) ? `[${rests.join('')}]` : `(?:${rests.join('|')})`;
