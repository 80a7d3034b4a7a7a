import { describe, expect, it } from '@jest/globals';
import type { ServiceSources } from '../../../../workspace/src/services/service-sources.ts';
import { packageViolations } from './package-violations.ts';

const sources = (name: string, reads: string[], publishes: string[] = []): ServiceSources => ({
  name,
  reads: new Set(reads),
  publishes: new Set(publishes),
});
const RESERVE = '/tradewind/{stage}/stock/reserve-arn';
const reading = (...names: string[]) => ({
  Saga: { Type: 'AWS::IAM::Role', Properties: { Resource: names.map((name) => `{{resolve:ssm:${name}}}`) } },
});
const publishing = (name: string) => ({ P: { Type: 'AWS::SSM::Parameter', Properties: { Name: name } } });
const orders = (resources: object) => ({
  name: 'orders',
  stage: 'dev',
  template: { Resources: resources as Record<string, { Type: string }> },
});

describe('packaging', () => {
  it('passes what fits', () => {
    const everyone = [sources('orders', [RESERVE]), sources('stock', [], [RESERVE])];
    expect(packageViolations(orders(reading('/tradewind/dev/stock/reserve-arn')), everyone)).toEqual([]);
  });

  it('fails on a parameter that its owner does not publish', () => {
    const everyone = [sources('orders', [RESERVE]), sources('stock', [])];
    const [violation, ...more] = packageViolations(
      orders(reading('/tradewind/dev/stock/reserve-arn')),
      everyone,
    );
    expect(violation).toContain(`orders (Saga) reads ${RESERVE}, but stock does not publish it`);
    expect(more).toEqual([]);
  });

  it('fails on a parameter that others read and that is published no more', () => {
    const everyone = [sources('orders', []), sources('carts', ['/tradewind/{stage}/orders/topic-arn'])];
    expect(packageViolations(orders({}), everyone)).toEqual([
      expect.stringContaining(
        'carts (services/carts) reads /tradewind/{stage}/orders/topic-arn, but orders does not publish it',
      ),
    ]);
    expect(packageViolations(orders(publishing('/tradewind/dev/orders/topic-arn')), everyone)).toEqual([]);
  });

  it('fails on a cycle and on an import', () => {
    const everyone = [
      sources('orders', [RESERVE], ['/tradewind/{stage}/orders/topic-arn']),
      sources('stock', ['/tradewind/{stage}/orders/topic-arn'], [RESERVE]),
    ];
    const resources = {
      ...reading('/tradewind/dev/stock/reserve-arn'),
      ...publishing('/tradewind/dev/orders/topic-arn'),
      Import: {
        Type: 'AWS::IAM::Role',
        Properties: { Arn: { 'Fn::ImportValue': 'sls-tradewind-stock-dev-Arn' } },
      },
    };
    expect(packageViolations(orders(resources), everyone)).toEqual([
      expect.stringContaining('orders (Import) imports sls-tradewind-stock-dev-Arn of stock'),
      expect.stringContaining('orders depends on stock'),
    ]);
  });

  it('fails where Nx would take another order than the template asks for', () => {
    const everyone = [sources('orders', []), sources('stock', [], [RESERVE])];
    expect(packageViolations(orders(reading('/tradewind/dev/stock/reserve-arn')), everyone)).toEqual([
      expect.stringContaining('Nx would not deploy stock first'),
    ]);
    const needless = [sources('orders', [RESERVE]), sources('stock', [], [RESERVE])];
    expect(packageViolations(orders({}), needless)).toEqual([expect.stringContaining('reference to stock')]);
  });
});
