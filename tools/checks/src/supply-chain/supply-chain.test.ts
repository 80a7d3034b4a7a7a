import { describe, expect, it } from '@jest/globals';
import { findingLine } from '../finding.ts';
import { ecosystemsWithoutCooldown } from './cooldown.ts';
import { licenseViolations } from './licenses.ts';
import { toNotices } from './notices.ts';
import { unhashedRequirements } from './requirements.ts';
import type { ShippedPackage } from './shipped-package.ts';
import { bundledPackages } from './shipped-packages.ts';

const shipped = (name: string, license?: string, texts: readonly string[] = ['A text.']): ShippedPackage => ({
  name,
  license,
  author: 'Ada',
  homepage: 'https://x.example',
  texts,
});
const libvips = shipped('@img/sharp-libvips-linux-arm64', 'LGPL-3.0-or-later');
const hash = `--hash=sha256:${'a'.repeat(64)}`;

describe('bundledPackages', () => {
  it('returns the packages of which an output contains code', () => {
    const inputs = (...entries: [string, number][]) => ({
      inputs: Object.fromEntries(entries.map(([input, bytesInOutput]) => [input, { bytesInOutput }])),
    });
    const outputs = {
      'one.mjs': inputs(
        ['node_modules/ajv/dist/x.js', 5],
        ['node_modules/@middy/core/index.js', 5],
        ['services/orders/src/a.ts', 5],
        ['virtual:@smithy/core', 5],
        ['node_modules/typebox/index.js', 0],
      ),
      'two.mjs': inputs(['node_modules/ajv/dist/y.js', 1], ['node_modules/a/node_modules/@b/c/index.js', 1]),
    };
    expect(bundledPackages({ outputs })).toEqual([
      'node_modules/ajv',
      'node_modules/@middy/core',
      'node_modules/a/node_modules/@b/c',
    ]);
  });
});

describe('licenseViolations', () => {
  const violations = (...packages: ShippedPackage[]) =>
    licenseViolations([libvips, ...packages]).map(findingLine);

  it.each(['MIT', '(MIT OR CC-BY-SA-4.0)', 'ISC AND Apache-2.0'])('allows %s', (license) =>
    expect(violations(shipped('a', license))).toEqual([]),
  );

  it.each(['GPL-3.0-only', 'MIT AND GPL-3.0-only', 'LGPL-3.0-or-later', 'SEE LICENSE IN x', undefined])(
    'refuses %s',
    (license) => expect(violations(shipped('a', license))).toEqual([expect.stringMatching(/^error {2}a /)]),
  );

  it('refuses an exception that no package needs', () =>
    expect(licenseViolations([]).map(findingLine)).toEqual([
      expect.stringContaining('No shipped package needs this license exception'),
    ]));
});

describe('toNotices', () => {
  it('contains each text once, with the packages that have it', () => {
    const notices = toNotices([
      shipped('a', 'MIT'),
      shipped('b', 'MIT'),
      shipped('c', 'ISC', ['A text.', 'A notice.']),
    ]);
    expect(notices).toContain('a\nb\n\nLicense: MIT\n\nA text.\n');
    expect(notices).toContain('c\n\nLicense: ISC\n\nA text.\n\nA notice.\n');
  });

  it('names the author and the homepage of a package without a license file', () =>
    expect(toNotices([shipped('a', 'MIT', [])])).toContain(
      'a\n\nLicense: MIT (the package has no license file)\nAda, https://x.example\n',
    ));
});

describe('unhashedRequirements', () => {
  it('accepts pinned versions with hashes, on one line or several', () =>
    expect(
      unhashedRequirements(
        `# comment\na==1.0 \\\n    ${hash} \\\n    ${hash}\nb[x]==2 ; python_version < "3.12" ${hash} # why\n`,
      ),
    ).toEqual([]));

  it.each([
    ['a==1.0', 'a==1.0'],
    [`a>=1.0 ${hash}`, 'a>=1.0'],
    [`a==1.0 --hash=sha1:${'a'.repeat(40)}`, 'a==1.0'],
    [`git+https://x.example/a.git`, 'git+https://x.example/a.git'],
  ])('finds %s', (line, requirement) => expect(unhashedRequirements(`${line}\n`)).toEqual([requirement]));
});

describe('ecosystemsWithoutCooldown', () => {
  it('finds an update without a cooldown or with a short one', () =>
    expect(
      ecosystemsWithoutCooldown(`updates:
  - { package-ecosystem: npm, cooldown: { default-days: 7 } }
  - { package-ecosystem: pip, cooldown: { default-days: 2 } }
  - { package-ecosystem: docker }
`),
    ).toEqual(['pip', 'docker']));
});
