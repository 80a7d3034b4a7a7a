import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { measureCapacity } from './consumed-capacity.ts';

const toBody = (value: object) => Buffer.from(JSON.stringify(value));
const respond = (value: object) => ({
  status: 200,
  headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-crc32': '1' },
  body: toBody(value),
});

describe('measureCapacity', () => {
  it('asks for the capacity and removes it from the response', () => {
    const call = measureCapacity('PutItem', toBody({ TableName: 'orders' }))!;
    expect(JSON.parse(call.body.toString())).toEqual({
      ReturnConsumedCapacity: 'TOTAL',
      TableName: 'orders',
    });
    const answer = { Attributes: {}, ConsumedCapacity: { TableName: 'orders', CapacityUnits: 2 } };
    const { body, headers, attributes } = call.toResponse(respond(answer));
    expect(JSON.parse(body.toString())).toEqual({ Attributes: {} });
    expect(headers).toEqual({ 'content-type': 'application/x-amz-json-1.0' });
    expect(attributes).toEqual({ writeUnits: 2 });
  });

  it('adds the units of all tables', () => {
    const call = measureCapacity('TransactGetItems', toBody({ TransactItems: [] }))!;
    const ConsumedCapacity = [{ CapacityUnits: 2 }, { CapacityUnits: 0.5 }];
    expect(call.toResponse(respond({ ConsumedCapacity }))).toMatchObject({
      body: Buffer.from('{}'),
      attributes: { readUnits: 2.5 },
    });
  });

  it('leaves the response of a caller who asks, of an error and of another operation unchanged', () => {
    expect(measureCapacity('Query', toBody({ ReturnConsumedCapacity: 'INDEXES' }))).toBeUndefined();
    expect(measureCapacity('DescribeTable', toBody({ TableName: 'orders' }))).toBeUndefined();
    const failed = { ...respond({ __type: 'ValidationException' }), status: 400 };
    expect(measureCapacity('Query', toBody({}))!.toResponse(failed)).toBe(failed);
  });

  it('restores any response exactly', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.json(), { noNullPrototype: true }), (fields) => {
        const { ConsumedCapacity: _, ...answer } = { ...fields, Note: '"ConsumedCapacity":{}' } as Record<
          string,
          unknown
        >;
        const measured = { ...answer, ConsumedCapacity: { CapacityUnits: 1 } };
        const { body } = measureCapacity('Scan', toBody({ TableName: 't' }))!.toResponse(respond(measured));
        expect(body.toString()).toBe(JSON.stringify(answer));
      }),
    );
  });
});
