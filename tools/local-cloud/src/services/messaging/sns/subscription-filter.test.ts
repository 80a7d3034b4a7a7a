import { describe, expect, it } from '@jest/globals';
import { passesFilter } from './subscription-filter.ts';

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

describe('passesFilter', () => {
  it('lets everything pass where there is no policy', () => {
    expect(passesFilter({}, published)).toBe(true);
  });

  it('holds a policy against the attributes, by their type', () => {
    expect(passesFilter(attributePolicy({ type: ['OrderPlaced'] }), published)).toBe(true);
    expect(passesFilter(attributePolicy({ type: ['OrderCanceled'] }), published)).toBe(false);
    expect(passesFilter(attributePolicy({ total: [{ numeric: ['>', 1000] }] }), published)).toBe(true);
    expect(passesFilter(attributePolicy({ tags: ['express'] }), published)).toBe(true);
  });

  it('holds a policy against the body where its scope says so', () => {
    expect(passesFilter(bodyPolicy({ order: { total: [{ numeric: ['<', 1000] }] } }), published)).toBe(false);
    expect(passesFilter(bodyPolicy({ order: { total: [1200] } }), published)).toBe(true);
    expect(passesFilter(bodyPolicy({ type: ['OrderPlaced'] }), { ...published, message: 'no JSON' })).toBe(
      false,
    );
  });
});
