import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attributeValue, item } from './arbitrary-items.ts';
import type { AttributeValue, Item } from './attribute-value.ts';
import { isEqual, toCreateCall, toDeleteCall, toUpdateCall } from './item-change.ts';

interface Input {
  readonly UpdateExpression: string;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues: Readonly<Record<string, AttributeValue>>;
}
const place = { tableName: 'orders', keyNames: ['id'] };
const update = (original: Item, edited: Item) =>
  toUpdateCall(original, edited, place)?.input as Input | undefined;

/** Applies the expressions as DynamoDB does. */
function apply(
  stored: Item,
  { UpdateExpression, ConditionExpression, ...input }: Input,
): Item | 'condition failed' {
  const nameOf = (placeholder: string) => input.ExpressionAttributeNames[placeholder]!;
  const isTrue = ConditionExpression.split(' AND ').every((part) => {
    const [, absent] = /^attribute_not_exists\((#n\d+)\)$/.exec(part) ?? [];
    if (absent !== undefined) return !Object.hasOwn(stored, nameOf(absent));
    const [name = '', value = ''] = part.split(' = ');
    return isEqual(stored[nameOf(name)], input.ExpressionAttributeValues[value]);
  });
  if (!isTrue) return 'condition failed';
  const [, setting = '', removing = ''] = /^(?:SET (.*?))? ?(?:REMOVE (.*))?$/.exec(UpdateExpression) ?? [];
  const set = setting === '' ? [] : setting.split(', ').map((each) => each.split(' = '));
  const removed = new Set(removing === '' ? [] : removing.split(', ').map(nameOf));
  return {
    ...Object.fromEntries(Object.entries(stored).filter(([name]) => !removed.has(name))),
    ...Object.fromEntries(
      set.map(([name, value]) => [nameOf(name!), input.ExpressionAttributeValues[value!]!]),
    ),
  };
}

const id: Item = { id: { S: 'ord_1' } };
const edits = fc.record({
  original: item.map((each) => ({ ...each, ...id })),
  edited: item.map((each) => ({ ...each, ...id })),
});

describe('toUpdateCall', () => {
  it('changes the item that was read into the edited one', () => {
    fc.assert(
      fc.property(edits, ({ original, edited }) => {
        const input = update(original, edited);
        const result = input === undefined ? original : apply(original, input);
        expect(isEqual({ M: result as Item }, { M: edited })).toBe(true);
      }),
    );
  });

  it('never overwrites a concurrent change of an attribute that was read', () => {
    fc.assert(
      fc.property(edits, attributeValue, fc.nat(), ({ original, edited }, value, index) => {
        const input = update(original, edited);
        const others = Object.keys(original).filter((name) => name !== 'id');
        fc.pre(input !== undefined && others.length > 0);
        const name = others[index % others.length]!;
        fc.pre(!isEqual(original[name], value));
        expect(apply({ ...original, [name]: value }, input!)).toBe('condition failed');
      }),
    );
  });

  it('keeps an attribute that was added concurrently, and does not overwrite it', () => {
    const added: Item = { ...id, total: { N: '1' }, note: { S: 'new' } };
    const input = update({ ...id, total: { N: '1' } }, { ...id, total: { N: '2' } })!;
    expect(apply(added, input)).toEqual({ ...added, total: { N: '2' } });
    const adding = update({ ...id }, { ...id, note: { S: 'mine' } })!;
    expect(apply({ ...id, note: { S: 'new' } }, adding)).toBe('condition failed');
  });

  it('uses each placeholder that it defines', () => {
    fc.assert(
      fc.property(edits, ({ original, edited }) => {
        const input = update(original, edited);
        fc.pre(input !== undefined);
        const used = `${input!.UpdateExpression} ${input!.ConditionExpression}`;
        expect(new Set(used.match(/#n\d+/g))).toEqual(new Set(Object.keys(input!.ExpressionAttributeNames)));
        expect(new Set(used.match(/:v\d+/g))).toEqual(new Set(Object.keys(input!.ExpressionAttributeValues)));
      }),
    );
  });

  it('refuses an edited key', () => {
    expect(() => update(id, { id: { S: 'ord_2' } })).toThrow(/id is part of the key/);
    expect(() => update(id, {})).toThrow(/id is part of the key/);
  });
});

describe('toDeleteCall', () => {
  it('requires all attributes as they were read', () => {
    expect(toDeleteCall({ ...id, total: { N: '1' } }, place).input).toEqual({
      TableName: 'orders',
      Key: id,
      ConditionExpression: '#n0 = :v0 AND #n1 = :v1',
      ExpressionAttributeNames: { '#n0': 'id', '#n1': 'total' },
      ExpressionAttributeValues: { ':v0': { S: 'ord_1' }, ':v1': { N: '1' } },
    });
  });
});

describe('toCreateCall', () => {
  it('requires the key, and that no item has it', () => {
    expect(() => toCreateCall({ total: { N: '1' } }, place)).toThrow(/id, which is part of the key/);
    expect(toCreateCall(id, place).input).toMatchObject({
      ConditionExpression: 'attribute_not_exists(#key)',
    });
  });
});
