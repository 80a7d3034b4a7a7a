import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../../../../workspace/src/testing/temporary-folder.ts';
import { undiciViolations } from './undici-violations.ts';

/** Writes bundles of a service `shop`. */
function bundles(codes: Readonly<Record<string, string>>): string[] {
  const dist = join(temporaryFolder('undici-'), 'shop/dist');
  mkdirSync(dist, { recursive: true });
  return Object.entries(codes).map(([name, code]) => {
    writeFileSync(join(dist, `${name}.mjs`), code);
    writeFileSync(
      join(dist, `${name}.environment.json`),
      JSON.stringify([{ variable: 'SALES_TABLE', kind: 'text', source: 'x.ts:1' }]),
    );
    return join(dist, `${name}.mjs`);
  });
}

const clean = 'export const handler = () => fetch(process.env.SALES_TABLE);';

describe('undiciViolations', () => {
  it('accepts functions that use fetch only when they are invoked', () => {
    expect(undiciViolations(bundles({ one: clean, other: clean }))).toEqual([]);
  });

  it('names each function that loads undici while its module loads', () => {
    const found = undiciViolations(
      bundles({
        one: 'new Headers();',
        clean,
        other: "import 'node:http';",
        last: 'new Request("http://x");',
      }),
    );
    expect(found.map((message) => message.split(' ')[0])).toEqual(['shop/one', 'shop/other', 'shop/last']);
  });

  it('accepts a function that is listed', () => {
    expect(undiciViolations(bundles({ one: 'new Headers();' }), { 'shop/one': 'reason' })).toEqual([]);
  });

  it('names a function that cannot be loaded, and sets the variables that each declares', () => {
    const [message] = undiciViolations(
      bundles({ one: 'throw new Error(`broken ${process.env.SALES_TABLE}`)' }),
    );
    expect(message).toMatch(/^shop\/one cannot be loaded: Error: broken 1/);
  });
});
