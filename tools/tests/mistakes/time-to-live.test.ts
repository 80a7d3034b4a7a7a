import { describe, expect, it } from '@jest/globals';
import { readSources } from './sources.ts';

/** DynamoDB deletes an item when its TTL attribute, a number of seconds since 1970, is in the past. */
const declared = /TimeToLiveSpecification: \{ AttributeName: '?(\w+)/g;
const attributes = new Set(
  [...readSources('services/*/infra/*.yml'), ...readSources('tools/serverless-conventions/src/*.ts')].flatMap(
    ({ source }) => [...source.matchAll(declared)].map(([, attribute]) => attribute!),
  ),
);

/** The body of a function that the same file declares, when a value is a call of it. */
function withoutCall(value: string, source: string): string {
  const called = /^(\w+)\(\w+\)\s*$/.exec(value)?.[1];
  const body = called && new RegExp(`const ${called} = \\([^)]*\\)[^=]*=> ([^;]+);`).exec(source)?.[1];
  return body ?? value;
}

/**
 * Every value that is computed from a time for such an attribute, by its place. A time that is a text has the same name in some
 * records; the types of records keep it out of tables.
 */
const values = [
  ...readSources('services/*/src/**/*.ts'),
  ...readSources('libs/{lambda,gateways}/src/**/*.ts'),
].flatMap(({ file, source }) =>
  [...attributes].flatMap((attribute) =>
    [...source.matchAll(new RegExp(`\\b${attribute}(?::| =) ([^;{}]*?)(?:[;}]|,?\\n)`, 'g'))]
      .map(([, value]) => withoutCall(value!, source))
      .filter((value) => /Date|now|later|seconds/i.test(value) && !value.includes('toISOString'))
      .map((value) => [`${file}: ${attribute}`, value] as const),
  ),
);

describe('the TTL attributes', () => {
  it('are found in the templates, and their assignments in the sources', () => {
    expect([...attributes].toSorted()).toEqual(['expiration', 'expiresAt', 'expiresAtSeconds', 'removeAt']);
    expect(values.length).toBeGreaterThan(8);
  });

  it.each(values)('are set in seconds: %s', (_, value) => {
    // Milliseconds are divided before anything is added, or a variable that says seconds is the base.
    expect(value).toMatch(/^Math\.floor\(.+ \/ 1000\)|^seconds\b/);
    expect(value).not.toMatch(/MILLISECONDS|\* 1000/);
  });
});
