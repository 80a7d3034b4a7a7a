import { describe, expect, it } from '@jest/globals';
import type { RecordedCall } from '../contract/access-control.ts';
import { accessRecord } from './access-record.ts';

const role = 'arn:aws:iam::000000000000:role/tradewind-seats-local-BookRole-0123456789AB';
const table = 'tradewind-seats-local-SeatsTable-BA9876543210';
const tableArn = `arn:aws:dynamodb:us-east-1:000000000000:table/${table}`;

const put: RecordedCall = {
  principal: { kind: 'role', name: 'tradewind-seats-local-book', roleArn: role },
  action: 'dynamodb:PutItem',
  resourceArn: tableArn,
  context: {},
  outcome: 'allowed',
};

const cloud = {
  deployed: () =>
    new Map([
      ['seats/BookRole', { ref: role.split('/')[1]!, attributes: { Arn: role } }],
      [
        'seats/SeatsTable',
        { ref: table, attributes: { Arn: tableArn, StreamArn: `${tableArn}/stream/1795472075.435` } },
      ],
    ]),
  calls: () => [
    { ...put, action: 'dynamodb:Query', resourceArn: `${tableArn}/index/byRow`, outcome: 'denied' as const },
    put,
  ],
};

describe('the record of a test run', () => {
  it('names roles and resources as the template does', () => {
    const { calls, deployed } = accessRecord(cloud);
    const seats = 'arn:aws:dynamodb:us-east-1:000000000000:table/seats.SeatsTable';
    const ofBook = { service: 'seats', role: 'BookRole', function: 'book' };
    expect(calls).toEqual([
      { ...ofBook, action: 'dynamodb:PutItem', resource: seats, outcome: 'allowed' },
      { ...ofBook, action: 'dynamodb:Query', resource: `${seats}/index/byRow`, outcome: 'denied' },
    ]);
    expect(deployed).toContainEqual({
      key: 'seats/SeatsTable',
      ref: 'seats.SeatsTable',
      attributes: { Arn: seats, StreamArn: `${seats}/stream/{label}` },
    });
  });
});
