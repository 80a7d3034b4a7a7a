import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';
import { readContracts } from './read-contracts.ts';

describe('the contracts of a packaged service', () => {
  let root = '';
  const write = (file: string, content: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), content);
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'contracts-'));
    const contract = (name: object) =>
      `export default ${JSON.stringify({ ...name, schema: { title: 'S' } })};`;
    write('libs/contracts/src/events/paid.schema.ts', contract({ type: 'Paid' }));
    write('libs/contracts/src/events/ordered.schema.ts', contract({ type: 'Ordered' }));
    write('libs/contracts/src/commands/cancel-order.schema.ts', contract({ command: 'CancelOrder' }));
    write('libs/contracts/src/commands/reserve-stock.schema.ts', contract({ command: 'ReserveStock' }));
    const bundle = (module: string, bytesInOutput = 1) => ({
      inputs: { [`libs/contracts/src/${module}.schema.ts`]: { bytesInOutput } },
    });
    write(
      'services/orders/dist/meta.json',
      JSON.stringify({
        outputs: {
          'services/orders/dist/on-paid.mjs': bundle('events/paid'),
          'services/orders/dist/publish.mjs': bundle('events/ordered'),
          'services/orders/dist/cancel.mjs': bundle('commands/cancel-order'),
          'services/orders/dist/other.mjs': bundle('commands/reserve-stock', 0),
        },
      }),
    );
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const service = (types: string[]): ServicePackage => ({
    name: 'orders',
    folder: join(root, 'services/orders'),
    stage: 'dev',
    region: 'us-east-1',
    stackName: 'x',
    artifacts: [],
    template: {
      Resources: {
        Queue: { Type: 'AWS::SQS::Queue' },
        OnPaid: { Type: 'AWS::Lambda::Function', Properties: { Handler: 'dist/on-paid.handler' } },
        Fed: {
          Type: 'AWS::Lambda::EventSourceMapping',
          Properties: { EventSourceArn: { 'Fn::GetAtt': ['Queue', 'Arn'] }, FunctionName: { Ref: 'OnPaid' } },
        },
        Consumed: {
          Type: 'AWS::SNS::Subscription',
          Properties: {
            TopicArn: '{{resolve:ssm:/tradewind/dev/payments/topic-arn}}',
            FilterPolicy: { type: types },
          },
        },
        Saga: {
          Type: 'AWS::StepFunctions::StateMachine',
          Properties: {
            DefinitionSubstitutions: { A: '{{resolve:ssm:/tradewind/dev/stock/reserve-stock-arn}}' },
          },
        },
      },
    },
  });

  it('are those that its bundles hold, on the side that the template puts them', async () => {
    expect(await readContracts(service(['Paid']), root)).toEqual({
      published: { Ordered: { title: 'S' } },
      consumed: { payments: { Paid: { title: 'S' } } },
      accepted: { CancelOrder: { title: 'S' } },
      called: { stock: { ReserveStock: { title: 'S' } } },
    });
  });

  it('include nothing that is handled and never arrives', async () => {
    await expect(readContracts(service(['Refunded']), root)).rejects.toThrow(
      'orders handles Paid, but no subscription',
    );
  });

  const openQueue = (name: string, queue: string) => ({
    Type: 'AWS::SSM::Parameter',
    Properties: { Name: `/tradewind/dev/orders/${name}-queue-arn`, Value: { 'Fn::GetAtt': [queue, 'Arn'] } },
  });

  it('let others put events into a queue that is opened to them, and take commands from another', async () => {
    const { template, ...orders } = service(['Refunded']);
    const Resources = {
      ...template.Resources,
      Open: openQueue('payments', 'Queue'),
      Commands: openQueue('cancel-order', 'Elsewhere'),
    };
    expect(await readContracts({ ...orders, template: { Resources } }, root)).toMatchObject({
      published: { Ordered: { title: 'S' }, CancelOrder: { title: 'S' } },
      consumed: {},
      accepted: { Paid: { title: 'S' } },
    });
  });

  it('reads events that a service sends to a queue as calls, and commands from a queue as accepted', async () => {
    const arnOf = (name: string) => `{{resolve:ssm:/tradewind/dev/sales/${name}-queue-arn}}`;
    const { template, ...orders } = service(['Paid']);
    const Resources = {
      ...template.Resources,
      Cancel: { Type: 'AWS::Lambda::Function', Properties: { Handler: 'dist/cancel.handler' } },
      Taken: {
        Type: 'AWS::Lambda::EventSourceMapping',
        Properties: { EventSourceArn: arnOf('cancel-order'), FunctionName: { Ref: 'Cancel' } },
      },
      Delivered: {
        Type: 'AWS::SNS::Subscription',
        Properties: {
          TopicArn: { Ref: 'Topic' },
          Endpoint: arnOf('orders'),
          FilterPolicy: { type: ['Ordered'] },
        },
      },
    };
    expect(await readContracts({ ...orders, template: { Resources } }, root)).toEqual({
      published: { Ordered: { title: 'S' } },
      consumed: { payments: { Paid: { title: 'S' } }, sales: { CancelOrder: { title: 'S' } } },
      accepted: {},
      called: { stock: { ReserveStock: { title: 'S' } }, sales: { Ordered: { title: 'S' } } },
    });
  });

  it('ask for a build', async () => {
    rmSync(join(root, 'services/orders/dist'), { recursive: true });
    await expect(readContracts(service(['Paid']), root)).rejects.toThrow('not built');
  });
});
