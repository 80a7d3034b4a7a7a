import type { Finding } from '../finding.ts';
import type { ShippedPackage } from './shipped-package.ts';

/** Permissive licenses, which require at most a notice. https://spdx.org/licenses/ */
const permissive = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
]);

/** Packages with another license, and why they may be shipped. */
const exceptions: readonly {
  readonly packages: RegExp;
  readonly license: string;
  readonly because: string;
}[] = [
  {
    packages: /^@img\/sharp-libvips-/,
    license: 'LGPL-3.0-or-later',
    because: 'sharp loads libvips as a shared library of a layer, which can be replaced',
  },
];

/** Finds shipped packages whose license is unknown or not permissive, and exceptions that no package needs. */
export const licenseViolations = (packages: readonly ShippedPackage[]): Finding[] => [
  ...packages
    .filter(({ name, license }) => !isAllowed(license, name))
    .map(({ name, license }): Finding => ({
      severity: 'error',
      service: name,
      message: `The license ${license ?? 'of the package is unknown'}${license === undefined ? '' : ' is not permissive'}. Replace the package, or add an exception with its reason to tools/checks/src/supply-chain/licenses.ts.`,
    })),
  ...exceptions
    .filter((exception) => !packages.some(({ name }) => exception.packages.test(name)))
    .map(({ packages: pattern }): Finding => ({
      severity: 'error',
      service: String(pattern),
      message: 'No shipped package needs this license exception. Remove it.',
    })),
];

/** Evaluates an SPDX expression without parentheses inside of each other: `(MIT OR CC0-1.0)`, `A AND B`. */
function isAllowed(license: string | undefined, name: string): boolean {
  if (license === undefined) return false;
  const isLicenseAllowed = (id: string): boolean =>
    permissive.has(id) ||
    exceptions.some((exception) => exception.license === id && exception.packages.test(name));
  const alternatives = license.replaceAll(/[()]/g, '').split(' OR ');
  return alternatives.some((alternative) => alternative.split(' AND ').every(isLicenseAllowed));
}
