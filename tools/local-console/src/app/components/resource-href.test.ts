import { describe, expect, it } from '@jest/globals';
import { resourceHref } from './resource-href.ts';

describe('resourceHref', () => {
  it.each([
    ['arn:aws:dynamodb:us-east-1:1:table/orders-1/index/byCustomer', '/data/tables/orders-1'],
    ['arn:aws:s3:::images/uploads/1.png', '/data/buckets/images'],
    ['arn:aws:sqs:us-east-1:1:placements', '/messages/queues/placements'],
    [
      'arn:aws:states:us-east-1:1:stateMachine:shop-orders-local-PlaceOrderStateMachine-1A2B3C4D5E6F',
      '/workflows?machine=PlaceOrder',
    ],
    ['arn:aws:lambda:us-east-1:1:function:place-order', '/traces?text=place-order'],
  ])('leads from %s to %s', (arn, href) => {
    expect(resourceHref(arn)?.href).toBe(href);
  });

  it('leads from an execution to its own page', () => {
    const arn = 'arn:aws:states:us-east-1:1:execution:saga:ord_1';
    expect(resourceHref(arn)?.href).toBe(`/workflows/${encodeURIComponent(arn)}`);
  });

  it('knows no page for a resource of another kind', () => {
    expect(resourceHref('arn:aws:wafv2:us-east-1:1:regional/webacl/main')).toBeUndefined();
  });
});
