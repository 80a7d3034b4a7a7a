import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { attributeName } from './arbitrary-items.ts';
import { formatPath } from './attribute-path.ts';
import type { AttributeValue } from './attribute-value.ts';
import { type Condition, isFilled, keyOperators, type Operator, operatorLabels } from './condition.ts';
import { emptyCondition, emptySearch, type SearchForm, toSearchCall } from './search-request.ts';
import type { TableDescription } from './table-view.ts';

const table: TableDescription = {
  TableName: 'orders',
  TableArn: 'arn:aws:dynamodb:us-east-1:000000000000:table/orders',
  AttributeDefinitions: [
    { AttributeName: 'orderId', AttributeType: 'S' },
    { AttributeName: 'customerId', AttributeType: 'S' },
    { AttributeName: 'placedAt', AttributeType: 'N' },
  ],
  KeySchema: [{ AttributeName: 'orderId', KeyType: 'HASH' }],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byCustomer',
      KeySchema: [
        { AttributeName: 'customerId', KeyType: 'HASH' },
        { AttributeName: 'placedAt', KeyType: 'RANGE' },
      ],
    },
  ],
};

interface Input {
  readonly KeyConditionExpression?: string;
  readonly FilterExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, AttributeValue>>;
}
const inputOf = (form: Partial<SearchForm>) =>
  toSearchCall(table, { ...emptySearch, ...form }).input as Input;

describe('toSearchCall', () => {
  it('scans the table with the consumed capacity', () => {
    expect(toSearchCall(table, emptySearch)).toEqual({
      service: 'dynamodb',
      operation: 'Scan',
      input: { TableName: 'orders', Limit: 100, ReturnConsumedCapacity: 'TOTAL' },
    });
  });

  it('queries an index from the newest, with a filter and a start key', () => {
    const form: SearchForm = {
      ...emptySearch,
      mode: 'query',
      indexName: 'byCustomer',
      partitionValue: 'cus_1',
      sort: { operator: 'between', value: '1', upper: '9' },
      isDescending: true,
      filters: [{ ...emptyCondition, attribute: 'totals.total', operator: '>', type: 'N', value: '5' }],
    };
    expect(toSearchCall(table, form, { orderId: { S: 'ord_1' } })).toEqual({
      service: 'dynamodb',
      operation: 'Query',
      input: {
        TableName: 'orders',
        IndexName: 'byCustomer',
        KeyConditionExpression: '#n0 = :v0 AND #n1 BETWEEN :v1 AND :v2',
        FilterExpression: '#n2.#n3 > :v3',
        ExpressionAttributeNames: { '#n0': 'customerId', '#n1': 'placedAt', '#n2': 'totals', '#n3': 'total' },
        ExpressionAttributeValues: {
          ':v0': { S: 'cus_1' },
          ':v1': { N: '1' },
          ':v2': { N: '9' },
          ':v3': { N: '5' },
        },
        ScanIndexForward: false,
        Limit: 100,
        ReturnConsumedCapacity: 'TOTAL',
        ExclusiveStartKey: { orderId: { S: 'ord_1' } },
      },
    });
  });

  it('ignores rows that are not filled in', () => {
    expect(inputOf({ filters: [emptyCondition] })).not.toHaveProperty('FilterExpression');
  });

  it.each([
    [{ mode: 'query' } as const, /Enter a value of orderId/],
    [
      { filters: [{ ...emptyCondition, attribute: 'a', type: 'N', value: 'x' }] } as const,
      /a must be a number/,
    ],
    [
      { filters: [{ ...emptyCondition, attribute: 'a', type: 'BOOL', value: 'x' }] } as const,
      /true or false/,
    ],
    [{ filters: [{ ...emptyCondition, attribute: 'a..b', value: 'x' }] } as const, /not a path/],
  ])('names the field that is wrong in %j', (form, message) => {
    expect(() => inputOf(form)).toThrow(message);
  });
});

const condition: fc.Arbitrary<Condition> = fc
  .record({
    path: fc
      .tuple(attributeName, fc.array(fc.oneof(attributeName, fc.nat(9)), { maxLength: 2 }))
      .map(([first, rest]) => [first, ...rest]),
    operator: fc.constantFrom(...(Object.keys(operatorLabels) as Operator[])),
    operand: fc.oneof(
      fc.string({ minLength: 1 }).map((value) => ({ type: 'S' as const, value })),
      fc.integer().map((value) => ({ type: 'N' as const, value: String(value) })),
      fc.boolean().map((value) => ({ type: 'BOOL' as const, value: String(value) })),
    ),
  })
  .map(({ path, operator, operand: { type, value } }) => ({
    attribute: formatPath(path),
    operator,
    // A comma separates the values of `in`.
    type: operator === 'in' ? ('S' as const) : type,
    value,
    upper: value,
  }));
const form = fc.record({
  mode: fc.constantFrom('scan' as const, 'query' as const),
  indexName: fc.constantFrom('', 'byCustomer'),
  partitionValue: fc.string({ minLength: 1 }),
  sort: fc.record({
    operator: fc.constantFrom(...keyOperators.filter((each) => each !== 'begins_with')),
    value: fc.integer().map(String),
    upper: fc.integer().map(String),
  }),
  isDescending: fc.boolean(),
  filters: fc.array(condition, { maxLength: 6 }),
});

describe('every form', () => {
  it('gives expressions of the grammar of DynamoDB', () => {
    const path = String.raw`#n\d+(?:\.#n\d+|\[\d+\])*`;
    const operand = String.raw`:v\d+`;
    const part = [
      String.raw`${path} (?:=|<>|<|<=|>|>=) ${operand}`,
      `${path} BETWEEN ${operand} AND ${operand}`,
      String.raw`${path} IN \(${operand}(?:, ${operand}){0,99}\)`,
      String.raw`(?:begins_with|(?:NOT )?contains)\(${path}, ${operand}\)`,
      String.raw`attribute_(?:not_)?exists\(${path}\)`,
    ].join('|');
    const grammar = new RegExp(`^(?:${part})(?: AND (?:${part}))*$`);
    fc.assert(
      fc.property(form, (each) => {
        const { KeyConditionExpression, FilterExpression } = inputOf(each);
        const expressions = [KeyConditionExpression, FilterExpression].filter((text) => text !== undefined);
        expect(expressions.filter((text) => !grammar.test(text))).toEqual([]);
        expect(FilterExpression === undefined).toBe(!each.filters.some(isFilled));
      }),
    );
  });

  it('defines exactly the placeholders that it uses, and no two names share one', () => {
    fc.assert(
      fc.property(form, (each) => {
        const input = inputOf(each);
        const { ExpressionAttributeNames: names = {}, ExpressionAttributeValues: values = {} } = input;
        const text = `${input.KeyConditionExpression} ${input.FilterExpression}`;
        expect(new Set(text.match(/#n\d+/g))).toEqual(new Set(Object.keys(names)));
        expect(new Set(text.match(/:v\d+/g))).toEqual(new Set(Object.keys(values)));
        expect(new Set(Object.values(names)).size).toBe(Object.keys(names).length);
        // A value occurs once: no condition can read the value of another.
        expect(text.match(/:v\d+/g)?.length ?? 0).toBe(Object.keys(values).length);
      }),
    );
  });
});
