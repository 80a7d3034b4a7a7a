import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { deployOrder, upstreamsOf } from './deploy-order.ts';
import { printers } from './print-deploy-order.ts';
import { cycleIn, downstreamsOf, wavesOf } from './waves.ts';

const parameter = (name: string) => ({
  Type: 'AWS::SSM::Parameter',
  Properties: { Name: name, Type: 'String', Value: 'x' },
});
const subscription = (topic: string) => ({
  Type: 'AWS::SNS::Subscription',
  Properties: { TopicArn: `{{resolve:ssm:${topic}}}`, Protocol: 'sqs' },
});
const stateMachine = (name: string) => ({
  Type: 'AWS::StepFunctions::StateMachine',
  Properties: { DefinitionSubstitutions: { Step: `{{resolve:ssm:${name}}}` } },
});
const role = (name: string) => ({
  Type: 'AWS::IAM::Role',
  Properties: { Resource: [`{{resolve:ssm:${name}:3}}`] },
});

const packaged = (
  name: string,
  resources: Record<string, { Type: string }>,
  outputs = {},
  stage = 'dev',
) => ({
  name,
  stage,
  template: { Resources: resources, Outputs: outputs },
});

const shop = [
  packaged('orders', {
    Saga: stateMachine('/tradewind/dev/stock/reserve-arn'),
    SagaRole: role('/tradewind/dev/stock/reserve-arn'),
    Consumed: subscription('/tradewind/dev/carts/topic-arn'),
    Foreign: role('/other/parameter'),
  }),
  packaged('carts', { Topic: parameter('/tradewind/local/carts/topic-arn') }, {}, 'local'),
  packaged('stock', { Reserve: parameter('/tradewind/dev/stock/reserve-arn') }),
];

describe('the deploy graph', () => {
  it('says who uses what of whom, and how', () => {
    const { edges, waves, violations } = deployOrder(shop);
    expect(edges).toEqual([
      {
        from: 'orders',
        to: 'stock',
        kind: 'calls',
        name: '/tradewind/{stage}/stock/reserve-arn',
        by: ['Saga'],
      },
      {
        from: 'orders',
        to: 'stock',
        kind: 'reads',
        name: '/tradewind/{stage}/stock/reserve-arn',
        by: ['SagaRole'],
      },
      {
        from: 'orders',
        to: 'carts',
        kind: 'subscribes',
        name: '/tradewind/{stage}/carts/topic-arn',
        by: ['Consumed'],
      },
    ]);
    expect(waves).toEqual([['carts', 'stock'], ['orders']]);
    expect(violations).toEqual([]);
  });

  it('is printed as text, as mermaid and as JSON', () => {
    const graph = deployOrder(shop);
    expect(printers.text(graph)).toBe(
      [
        'wave 1  carts, stock',
        'wave 2  orders',
        '',
        'orders',
        '  calls stock: reserve-arn',
        '  subscribes to carts: topic-arn',
      ].join('\n'),
    );
    expect(printers.mermaid(graph)).toContain('stock -- calls, reads --> orders');
    expect(JSON.parse(printers.json(graph))).toEqual(graph);
  });

  it('names both ends of an unpublished parameter', () => {
    const [violation] = deployOrder([
      packaged('orders', { Saga: stateMachine('/tradewind/dev/stock/reserve-arn') }),
    ]).violations;
    expect(violation).toContain(
      'orders (Saga) reads /tradewind/{stage}/stock/reserve-arn, but stock does not publish it',
    );
  });

  it('names both ends of an export that locks a removal', () => {
    const importing = { Type: 'AWS::IAM::Role', Properties: { Arn: { 'Fn::ImportValue': 'stock-table' } } };
    const exporting = { Table: { Value: 'x', Export: { Name: 'stock-table' } } };
    const graph = deployOrder([packaged('orders', { Role: importing }), packaged('stock', {}, exporting)]);
    expect(graph.violations).toEqual([expect.stringContaining('orders (Role) imports stock-table of stock')]);
    expect(graph.waves).toEqual([['stock'], ['orders']]);
    const [unknown] = deployOrder([packaged('orders', { Role: importing })]).violations;
    expect(unknown).toContain('no service exports it');
  });

  it('names everyone on a cycle', () => {
    const { violations, waves } = deployOrder([
      packaged('a', { P: parameter('/tradewind/dev/a/x'), R: role('/tradewind/dev/b/y') }),
      packaged('b', { P: parameter('/tradewind/dev/b/y'), R: role('/tradewind/dev/a/x') }),
      packaged('c', { R: role('/tradewind/dev/a/x') }),
    ]);
    expect(waves).toEqual([]);
    expect(violations).toEqual([
      expect.stringContaining(
        'a depends on b (/tradewind/{stage}/b/y), b depends on a (/tradewind/{stage}/a/x)',
      ),
    ]);
  });

  it('names both who publish one parameter', () => {
    const { violations } = deployOrder([
      packaged('a', { P: parameter('/tradewind/dev/a/x') }),
      packaged('b', { Q: parameter('/tradewind/dev/a/x') }),
    ]);
    expect(violations).toEqual(['/tradewind/{stage}/a/x is published twice: by a and by b (Q).']);
  });
});

describe('waves', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const edge = fc.record({ from: fc.constantFrom(...names), to: fc.constantFrom(...names) });
  const graphs = fc.array(edge, { maxLength: 12 }).map((edges) => upstreamsOf(names, edges));

  it('put each service right behind the last one that it needs', () => {
    fc.assert(
      fc.property(graphs, (upstreams) => {
        const waves = wavesOf(upstreams);
        const waveOf = new Map(waves.flatMap((wave, index) => wave.map((name) => [name, index] as const)));
        for (const [name, index] of waveOf)
          expect(Math.max(-1, ...[...upstreams.get(name)!].map((each) => waveOf.get(each)!))).toBe(index - 1);
      }),
    );
  });

  it('leave a service out exactly where there is a cycle, which is a real one', () => {
    fc.assert(
      fc.property(graphs, (upstreams) => {
        const cycle = cycleIn(upstreams);
        expect(wavesOf(upstreams).flat().length === names.length).toBe(cycle === undefined);
        cycle?.forEach((name, index) =>
          expect(upstreams.get(name)).toContain(cycle[(index + 1) % cycle.length]),
        );
      }),
    );
  });

  it('come out reversed for removals', () => {
    fc.assert(
      fc.property(graphs, (upstreams) => {
        const downstreams = downstreamsOf(upstreams);
        for (const [name, needed] of upstreams)
          for (const each of needed) expect(downstreams.get(each)).toContain(name);
        expect(downstreamsOf(downstreams)).toEqual(upstreams);
      }),
    );
  });
});
