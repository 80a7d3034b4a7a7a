import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';

/** DynamoDB deletes an item when its TTL attribute, a number of seconds since 1970, is in the past. */
const sources = (pattern: string) =>
  globSync(pattern, { cwd: workspaceRoot, exclude: (name) => String(name).endsWith('.test.ts') }).map(
    (file) => ({
      file,
      text: readFileSync(join(workspaceRoot, file), 'utf8'),
    }),
  );

const declared = /TimeToLiveSpecification: \{ AttributeName: '?(\w+)/g;
const attributes = new Set(
  [...sources('services/*/infra/*.yml'), ...sources('tools/serverless-conventions/src/*.ts')].flatMap(
    ({ text }) => [...text.matchAll(declared)].map(([, attribute]) => attribute!),
  ),
);

/** The body of a function that the same file declares, when a value is a call of it. */
function withoutCall(value: string, text: string): string {
  const called = /^(\w+)\(\w+\)\s*$/.exec(value)?.[1];
  const body = called && new RegExp(`const ${called} = \\([^)]*\\)[^=]*=> ([^;]+);`).exec(text)?.[1];
  return body ?? value;
}

/**
 * Every value that is computed from a time for such an attribute, by its place. A time that is a text has the same name in some
 * records; the types of records keep it out of tables.
 */
const values = [
  ...sources('services/*/src/**/*.ts'),
  ...sources('libs/{lambda,gateways}/src/**/*.ts'),
].flatMap(({ file, text }) =>
  [...attributes].flatMap((attribute) =>
    [...text.matchAll(new RegExp(`\\b${attribute}(?::| =) ([^;{}]*?)(?:[;}]|,?\\n)`, 'g'))]
      .map(([, value]) => withoutCall(value!, text))
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
