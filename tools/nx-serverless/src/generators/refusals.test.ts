import { describe, expect, it } from '@jest/globals';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import type { Tree } from '@nx/devkit';
import lambdaFunction from './function/generator.ts';
import gateway from './gateway/generator.ts';
import service from './service/generator.ts';

function workspace(): Tree {
  const tree = createTreeWithEmptyWorkspace();
  tree.write(
    'services/orders/serverless.yml',
    "service: tradewind-orders\nfunctions:\n  get-order:\n    events: [{ http: { method: get, path: '/{orderId}' } }]\n",
  );
  tree.write('services/orders/src/controllers/count-orders.ts', '');
  tree.write(
    'services/orders/infra/tables.yml',
    'Resources:\n  OrdersTable: { Type: AWS::DynamoDB::Table }\n',
  );
  tree.write('services/platform/serverless.yml', 'service: tradewind-platform\n');
  tree.write(
    'libs/contracts/src/index.ts',
    "export { default as OrderPlaced } from './events/order-placed.schema.ts';\n",
  );
  tree.write('libs/contracts/src/events/gift-created.schema.ts', '');
  return tree;
}

/** Every file with its content. */
const filesOf = (tree: Tree) =>
  Object.fromEntries(tree.listChanges().map(({ path, content }) => [path, content?.toString()]));

async function refusal(generate: (tree: Tree) => Promise<unknown>): Promise<string> {
  const tree = workspace();
  const before = filesOf(tree);
  const message = await generate(tree).then(
    () => 'nothing was refused',
    (error: Error) => error.message,
  );
  expect(filesOf(tree)).toEqual(before);
  return message;
}

describe('a service is refused, and nothing written,', () => {
  it.each([
    [{ name: 'Gift_Cards' }, '"Gift_Cards" is no name for a service: write lower-case words'],
    [{ name: 'gifts2' }, '"gifts2" is no name for a service'],
    [{ name: '../gifts' }, '"../gifts" is no name for a service'],
    [{ name: 'orders' }, 'services/orders exists already'],
    [{ name: 'gifts', noun: 'Gift' }, '"Gift" is no name for a thing that a service keeps'],
    [{ name: 'gifts', owner: 'us' }, '"us" is no owner'],
    [{ name: 'gifts', tells: true }, 'libs/contracts/src/events/gift-created.schema.ts exists already'],
    [{ name: 'recommendations-of-everything' }, 'Choose a shorter name'],
  ])('for %j', async (options, message) => {
    expect(await refusal((tree) => service(tree, options))).toContain(message);
  });
});

describe('a function is refused, and nothing written,', () => {
  const options = { name: 'cancel-order', service: 'orders', trigger: 'http' };
  it.each([
    [{ name: 'cancelOrder' }, '"cancelOrder" is no name for a function'],
    [{ service: 'gifts' }, 'There is no service "gifts". There are: orders, platform.'],
    [{ trigger: 'mail' }, 'There is no trigger "mail". There are: http, queue, stream, schedule, step.'],
    [{ name: 'get-order' }, 'serverless.yml has a function get-order already'],
    [{ name: 'count-orders' }, 'services/orders/src/controllers/count-orders.ts exists already'],
    [{ method: 'get', path: '/{orderId}' }, 'GET /{orderId} is the route of get-order already'],
    [{ name: 'cancel-order-and-tell-everybody-who-may-care' }, 'Choose a shorter name'],
    [{ trigger: 'queue', event: 'OrderPlaced' }, '--event and --from belong together'],
    [{ trigger: 'queue', event: 'OrderPlaced', from: 'orders' }, 'orders hears of its own changes'],
    [{ trigger: 'queue', event: 'OrderLost', from: 'platform' }, 'There are: OrderPlaced.'],
    [{ trigger: 'queue', event: 'OrderPlaced', from: 'platform' }, 'platform publishes no topic-arn'],
    [{ trigger: 'stream', table: 'GiftsTable' }, 'no table "GiftsTable". It has: OrdersTable.'],
    [{ trigger: 'stream', service: 'platform' }, 'services/platform/infra/tables.yml has no table'],
    [{ trigger: 'schedule', rate: 'daily' }, '"daily" is no schedule'],
  ])('for %j', async (change, message) => {
    expect(await refusal((tree) => lambdaFunction(tree, { ...options, ...change }))).toContain(message);
  });
});

describe('a gateway is refused, and nothing written,', () => {
  it.each([
    [{ name: 'Register', service: 'orders' }, '"Register" is no name for a gateway'],
    [{ name: 'register', service: 'gifts' }, 'There is no service "gifts"'],
    [{ name: 'orders', service: 'orders' }, 'infra/tables.yml: Resources.OrdersTable exists already'],
  ])('for %j', async (options, message) => {
    expect(await refusal((tree) => gateway(tree, options))).toContain(message);
  });
});
