import { createRequire } from 'node:module';
import { createAjv } from '#libs/schema';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { withCompactErrors } from './compact-errors.ts';

const require = createRequire(import.meta.url);
const { default: standaloneCode } =
  require('ajv/dist/standalone') as typeof import('ajv/dist/standalone/index.js');

const schema = {
  type: 'object',
  required: ['id', 'lines'],
  additionalProperties: false,
  properties: {
    id: { type: 'string', pattern: '^[a-z"},]+$', maxLength: 5 },
    lines: {
      type: 'array',
      minItems: 1,
      items: { type: 'object', required: ['count'], properties: { count: { type: 'integer', minimum: 1 } } },
    },
    kind: { anyOf: [{ const: 'a"b' }, { type: 'number', multipleOf: 2 }, { enum: ['},message:'] }] },
  },
};

interface Validator {
  (value: unknown): boolean;
  readonly errors: readonly Record<string, unknown>[] | null;
}
const generated = (): string => {
  const ajv = createAjv({ source: true, lines: false });
  return standaloneCode(ajv, ajv.compile(schema));
};
const runnable = (code: string): Validator => {
  const module: { exports?: { default: Validator } } = { exports: {} as never };
  new Function('module', 'exports', 'require', code)(module, module.exports, require); // oxlint-disable-line no-new-func
  return module.exports!.default;
};

const valueOf = fc.oneof(
  fc.anything(),
  fc.record(
    {
      id: fc.oneof(fc.constantFrom('abc', 'a"},', 'ABC', 'abcdefg'), fc.anything()),
      lines: fc.array(fc.oneof(fc.record({ count: fc.integer({ max: 2 }) }), fc.anything())),
      kind: fc.oneof(fc.constantFrom('a"b', 2, 3, '},message:'), fc.anything()),
      surplus: fc.boolean(),
    },
    { requiredKeys: [] },
  ),
);

describe('withCompactErrors', () => {
  const plain = runnable(generated());
  const compact = runnable(withCompactErrors(generated()));
  const verdict = (validate: Validator, value: unknown) => [
    validate(value),
    validate.errors?.map(({ schemaPath: _, ...error }) => error) ?? null,
  ];

  it('accepts and rejects the same values, with the same errors in the same order', () => {
    fc.assert(
      fc.property(valueOf, (value) => {
        expect(verdict(compact, value)).toEqual(verdict(plain, value));
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the first 100 errors, also after discarded alternatives', () => {
    const lines = Array.from({ length: 10_000 }, () => 1);
    expect(compact({ id: 'abc', lines, kind: 'x' })).toBe(false);
    expect(compact.errors!.filter(Boolean)).toHaveLength(100);
    expect(compact({ id: 'abc', lines: [{ count: 1 }] })).toBe(true);
  });

  it('recognizes all errors', () => {
    expect(withCompactErrors(generated())).not.toContain('schemaPath');
  });
});
