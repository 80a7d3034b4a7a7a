import { describe, expect, it } from '@jest/globals';
import { matchesFilterPolicy } from './filter-policy.ts';

const published = {
  message: JSON.stringify({ type: 'OrderPlaced', order: { total: 1200 } }),
  attributes: {
    type: { DataType: 'String', StringValue: 'OrderPlaced' },
    total: { DataType: 'Number', StringValue: '1200' },
    tags: { DataType: 'String.Array', StringValue: '["gift","express"]' },
  },
};
const attributePolicy = (policy: object) => ({ FilterPolicy: JSON.stringify(policy) });
const bodyPolicy = (policy: object) => ({ ...attributePolicy(policy), FilterPolicyScope: 'MessageBody' });

describe('matchesFilterPolicy', () => {
  it('matches every message without a filter policy', () => {
    expect(matchesFilterPolicy({}, published)).toBe(true);
  });

  it('matches the message attributes by their data type', () => {
    expect(matchesFilterPolicy(attributePolicy({ type: ['OrderPlaced'] }), published)).toBe(true);
    expect(matchesFilterPolicy(attributePolicy({ type: ['OrderCanceled'] }), published)).toBe(false);
    expect(matchesFilterPolicy(attributePolicy({ total: [{ numeric: ['>', 1000] }] }), published)).toBe(true);
    expect(matchesFilterPolicy(attributePolicy({ tags: ['express'] }), published)).toBe(true);
  });

  it('matches the message body when FilterPolicyScope is MessageBody', () => {
    expect(matchesFilterPolicy(bodyPolicy({ order: { total: [{ numeric: ['<', 1000] }] } }), published)).toBe(
      false,
    );
    expect(matchesFilterPolicy(bodyPolicy({ order: { total: [1200] } }), published)).toBe(true);
    expect(
      matchesFilterPolicy(bodyPolicy({ type: ['OrderPlaced'] }), { ...published, message: 'not JSON' }),
    ).toBe(false);
  });
});
