import { globSync } from 'node:fs';
import { join } from 'node:path';
import { Address, Count, idSchema, Instant, lineSchema, Money } from '#libs/models';
import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { workspaceRoot } from '../../../../workspace/src/layout/workspace-folders.ts';
import { unboundedValues } from './unbounded-values.ts';

const declared = globSync(
  ['services/*/src/{handlers,models}/**/*.schema.ts', 'libs/contracts/src/**/*.schema.ts'],
  {
    cwd: workspaceRoot,
  },
);

/** The schema of a module, without headers: API Gateway limits them all together to 10 KB. */
async function schemaOf(file: string): Promise<object> {
  const { default: module } = (await import(join(workspaceRoot, file))) as {
    default: { schema: { properties?: Record<string, object> } };
  };
  const { headers: _, ...properties } = module.schema.properties ?? {};
  return { ...module.schema, properties };
}

describe('unboundedValues', () => {
  it('finds nothing in the schemas of all requests and contracts', async () => {
    const found: string[] = [];
    for (const file of declared)
      found.push(...unboundedValues(await schemaOf(file)).map((message) => `${file}: ${message}`));
    expect(found).toEqual([]);
    expect(declared.length).toBeGreaterThan(80);
  });

  it.each([
    ['a text without a length', Type.String(), 'value has no maxLength'],
    ['a text with an endless pattern', Type.String({ pattern: '^a+$' }), 'value has no maxLength'],
    ['a whole number without a maximum', Type.Integer({ minimum: 0 }), 'value has no range'],
    ['a whole number without a minimum', Type.Integer({ maximum: 1 }), 'value has no range'],
    ['a list without a maximum', Type.Array(Count), 'value has no maxItems'],
    ['a text in a list', Type.Array(Type.String(), { maxItems: 2 }), 'value/items has no maxLength'],
    ['a text that may be null', Type.Union([Type.String(), Type.Null()]), 'value has no maxLength'],
  ])('finds %s', (_, value, message) => {
    expect(unboundedValues(Type.Object({ value }))).toEqual([`/${message}`]);
  });

  it('finds a time that is only a text', () => {
    expect(unboundedValues(Type.Object({ placedAt: lineSchema(40) }))).toEqual(['/placedAt is no Instant']);
  });

  it('accepts the shared schemas', () => {
    const schema = Type.Object({
      id: idSchema('ord'),
      at: Instant,
      price: Money,
      to: Instant,
      address: Address,
    });
    expect(unboundedValues(schema)).toEqual([]);
  });
});
