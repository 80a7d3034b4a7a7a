import fc from 'fast-check';
import type { AttributeValue, Item } from './attribute-value.ts';

const numberText = fc.oneof(
  fc.integer().map(String),
  fc.bigInt({ min: -(10n ** 37n), max: 10n ** 37n }).map(String),
  fc.constantFrom('0.1', '1.0', '-2.50', '1e10', '12345678901234567890'),
);
const bytes = fc.base64String({ minLength: 4 }).map(($bytes) => ({ $bytes }));
const set = <T>(of: fc.Arbitrary<T>) => fc.uniqueArray(of, { minLength: 1, maxLength: 3 });

/** Names as templates and people choose them, reserved words, and names with special characters. */
export const attributeName: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    'id',
    'status',
    'name',
    'size',
    'a.b',
    'a[0]',
    '#n0',
    ':v0',
    'with space',
    '"quoted"',
    '__proto',
  ),
  fc.string({ minLength: 1, maxLength: 8 }).filter((name) => name.trim() === name && name !== '__proto__'),
);

/** Items with all types of values, for property tests. */
export const { item, value: attributeValue } = fc.letrec<{ item: Item; value: AttributeValue }>((tie) => ({
  item: fc.dictionary(attributeName, tie('value'), { maxKeys: 5, noNullPrototype: true }),
  value: fc.oneof(
    { maxDepth: 3 },
    fc.string().map((S): AttributeValue => ({ S })),
    numberText.map((N): AttributeValue => ({ N })),
    fc.boolean().map((BOOL): AttributeValue => ({ BOOL })),
    fc.constant<AttributeValue>({ NULL: true }),
    bytes.map((B): AttributeValue => ({ B })),
    set(fc.string()).map((SS): AttributeValue => ({ SS })),
    set(numberText).map((NS): AttributeValue => ({ NS })),
    fc.uniqueArray(bytes, { minLength: 1, maxLength: 2 }).map((BS): AttributeValue => ({ BS })),
    fc.array(tie('value'), { maxLength: 3 }).map((L): AttributeValue => ({ L })),
    tie('item').map((M): AttributeValue => ({ M })),
  ),
}));
