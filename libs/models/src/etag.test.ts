import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { requireVersion, toETag } from './etag.ts';

const versions = fc.tuple(fc.nat(), fc.nat()).filter(([ours, theirs]) => ours !== theirs);
const space = fc.constantFrom('', ' ', '\t');

const check = (version: number, ifMatch: string | undefined) => () => requireVersion({ version }, ifMatch);
const changed = expect.objectContaining({ kind: 'precondition-failed', code: 'record.changed' });

// https://www.rfc-editor.org/rfc/rfc9110#name-if-match
describe('requireVersion', () => {
  it('accepts every version without the header and with *', () => {
    fc.assert(
      fc.property(fc.nat(), space, space, (version, before, after) => {
        expect(check(version, undefined)).not.toThrow();
        expect(check(version, `${before}*${after}`)).not.toThrow();
      }),
    );
  });

  it('accepts the tag of the version, alone and at any place of a list', () => {
    fc.assert(
      fc.property(versions, fc.nat({ max: 3 }), space, ([version, other], place, gap) => {
        const tags = Array.from({ length: 4 }, (_, index) => `"${index === place ? version : other}"`);
        expect(check(version, toETag({ version }))).not.toThrow();
        expect(check(version, tags.join(`${gap},${gap}`))).not.toThrow();
      }),
    );
  });

  it('rejects every other tag, alone and in a list', () => {
    fc.assert(
      fc.property(versions, ([version, other]) => {
        for (const ifMatch of [`"${other}"`, `"${other}", "${other}"`, '', '""', ',', '"*"'])
          expect(check(version, ifMatch)).toThrow(changed);
      }),
    );
  });

  it('compares strongly: rejects weak, unquoted, longer and shorter tags', () => {
    fc.assert(
      fc.property(fc.nat(), (version) => {
        const near = [
          `W/"${version}"`,
          `w/"${version}"`,
          `W/"${version}", W/"${version}"`,
          String(version),
          `'${version}'`,
          `"${version}`,
          `${version}"`,
          `" ${version}"`,
          `"0${version}"`,
          `"${version}.0"`,
          `"${version}0"`,
          `"-${version}"`,
          `"${version}" "${version}"`,
          `* "${version}"`,
        ];
        for (const ifMatch of near) expect(check(version, ifMatch)).toThrow(changed);
      }),
    );
  });
});
