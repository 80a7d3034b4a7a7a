import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { describeSpan, resourceName, shortFunctionName, shortResourceName } from './describe-span.ts';
import { anySpans, span } from './spans.fixture.ts';

const table = 'arn:aws:dynamodb:us-east-1:123456789012:table/shop-orders-local-OrdersTable-1A2B3C4D5E6F';

describe('describeSpan', () => {
  it('names a call by its action and what it worked on', () => {
    const call = span('1', { name: 'dynamodb:PutItem', resource: table });
    expect(describeSpan(call)).toEqual({ title: 'PutItem', detail: 'OrdersTable' });
  });

  it('names an invocation by its function and trigger', () => {
    const invocation = span('1', {
      kind: 'invocation',
      name: 'shop-orders-local-place-order',
      service: 'orders',
      attributes: { trigger: 'sqs' },
    });
    expect(describeSpan(invocation)).toEqual({ title: 'place-order', detail: 'sqs' });
  });

  it('has a title for any span', () => {
    fc.assert(
      fc.property(anySpans, (spans) => {
        expect(spans.map((each) => describeSpan(each).title)).not.toContain('');
      }),
    );
  });
});

describe('names', () => {
  it('leaves out system, stage and suffix', () => {
    expect(shortFunctionName('shop-orders-local-place-order', 'orders')).toBe('place-order');
    expect(shortResourceName('shop-orders-local-OrdersTable-1A2B3C4D5E6F')).toBe('OrdersTable');
    expect(resourceName(`${table}/index/byCustomer`)).toBe('OrdersTable (byCustomer)');
  });

  it('keeps names of another form', () => {
    expect(shortFunctionName('GET /orders', 'orders')).toBe('GET /orders');
    expect(resourceName('arn:aws:s3:::images/uploads/1.png')).toBe('images/uploads/1.png');
  });
});
