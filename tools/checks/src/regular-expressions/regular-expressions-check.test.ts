import { describe, expect, it } from '@jest/globals';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { checkExpressions } from './regular-expressions-check.ts';
import { schemaExpressions } from './schema-expressions.ts';
import { sourceExpressions } from './source-expressions.ts';

const findingsIn = (code: string) => checkExpressions(sourceExpressions('planted.ts', code));

describe('the check of regular expressions', () => {
  it.each([
    ['quadratic from each start', String.raw`const EMAIL = /[^\s@]+@example/;`, '2nd'],
    ['quadratic by two repetitions', String.raw`text.replace(/\s*;\s*$/g, '');`, '2nd'],
    ['exponential', String.raw`const a = /^(a|a)*$/;`, 'exponential'],
    ['a constructor', String.raw`const a = new RegExp('^(a|a)*$', 'u');`, 'exponential'],
    ['a call', String.raw`const a = RegExp('^(a|a)*$');`, 'exponential'],
    ['built at run time', 'const a = new RegExp(`^${name}$`);', 'at run time'],
  ])('reports an expression that is %s', (_, code, message) => {
    expect(findingsIn(`// first line\n${code}`)).toEqual([
      { severity: 'error', service: 'planted.ts:2', message: expect.stringContaining(message) },
    ]);
  });

  it('accepts linear expressions, and reads no others in strings and comments', () => {
    const code = String.raw`
      const ID = /^[a-z]{3}_[0-9a-z]{36}$/;
      const TOKEN = /\beyJ[\w-]{8}[\w.-]*/g; // not /(a+)+$/
      const text = '/(a+)+$/';`;
    expect(sourceExpressions('planted.ts', code)).toHaveLength(2);
    expect(findingsIn(code)).toEqual([]);
  });

  it('reads patterns and formats of schema modules', async () => {
    const expressions = await schemaExpressions(
      workspaceRoot,
      'services/checkout/src/handlers/update-session.schema.ts',
    );
    expect(expressions.map(({ source }) => source)).toEqual(
      expect.arrayContaining([expect.stringContaining('^chk_')]),
    );
    expect(checkExpressions([{ source: '^(a+)+$', flags: 'u', location: 'planted.schema.ts' }])).toHaveLength(
      1,
    );
  });
});
