import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { variableTypes } from '#libs/config';
import { declaredEnvironment } from './declared-environment.ts';

const from = (code: string, imported = '{ environment, parameterReader }') =>
  declaredEnvironment(
    `import ${imported} from '#libs/config';\n${code}\n`,
    'services/seats/src/handlers/sell.ts',
  );

describe('declaredEnvironment', () => {
  it('returns each variable with its line', () => {
    expect(
      from(`const env = environment({
  SEATS_TABLE: 'text', // not OTHER_TABLE: 'text'
  "RATE_PARAMETER": 'parameter',
  /* a limit
     of two lines */ LIMIT: "integer"
});`),
    ).toEqual([
      { variable: 'SEATS_TABLE', kind: 'text', source: 'services/seats/src/handlers/sell.ts:3' },
      { variable: 'RATE_PARAMETER', kind: 'parameter', source: 'services/seats/src/handlers/sell.ts:4' },
      { variable: 'LIMIT', kind: 'integer', source: 'services/seats/src/handlers/sell.ts:6' },
    ]);
  });

  it('returns nothing if nothing is declared', () => {
    expect(from('const environment = 1;', '{ parameterReader }')).toEqual([]);
    expect(
      from(
        "// environment({ A: 'text' })\nlog.info('environment', request.environment, { environment: 1 });",
      ),
    ).toEqual([]);
    expect(from('const env = environment({});')).toEqual([]);
  });

  it.each([
    ['const env = environment(declared);', ':2: The build parses environment() without running it'],
    ["const env = environment({\n  A: 'text',\n  ...shared,\n});", ':4: The build parses environment()'],
    ["const env = environment({ [name]: 'text' });", ':2: The build parses environment()'],
    ['const env = environment({ A: kind });', ':2: The build parses environment()'],
    ["const env = environment({ A: 'tekst' });", ':2: "tekst" is no form of a variable'],
    ['const read = environment;', ':2: The build parses environment()'],
  ])('refuses %s', (code, message) => {
    expect(() => from(code)).toThrow(`services/seats/src/handlers/sell.ts${message}`);
  });

  it.each(['{ environment as env }', '* as config'])('rejects import %s', (imported) =>
    expect(() => from('', imported)).toThrow(':1: The build does not find renamed imports of environment'),
  );

  it('reads every declaration', () => {
    const name = fc.stringMatching(/^[A-Z][A-Z0-9_]{0,20}$/);
    const kind = fc.constantFrom(...Object.keys(variableTypes));
    fc.assert(
      fc.property(fc.dictionary(name, kind), fc.constantFrom('', '\n', ' // it\n'), (declared, gap) => {
        const literal = Object.entries(declared).map(([key, value]) => `${gap} ${key}:${gap}'${value}',`);
        const found = from(`const env = environment({${literal.join(gap)}${gap}});`);
        expect(Object.fromEntries(found.map((each) => [each.variable, each.kind]))).toEqual({ ...declared });
      }),
    );
  });
});
