import { describe, expect, it } from '@jest/globals';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import type { Tree } from '@nx/devkit';
import lambdaFunction from './function/generator.ts';
import repository from './repository/generator.ts';
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
  tree.write(
    'services/orders/src/handlers/publish-orders.ts',
    "import { toOrderEvents } from '../models/order-events.ts';\nexport const handler = eventPublisher({});\n",
  );
  tree.write(
    'services/orders/src/models/order-events.ts',
    "import { type EventOf, OrderPlaced } from '#libs/contracts';\n",
  );
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

describe('the service generator writes nothing', () => {
  it.each([
    [{ name: 'Gift_Cards' }, '"Gift_Cards" is not a valid service name. Write lowercase words'],
    [{ name: 'gifts2' }, '"gifts2" is not a valid service name'],
    [{ name: '../gifts' }, '"../gifts" is not a valid service name'],
    [{ name: 'orders' }, 'services/orders exists already'],
    [{ name: 'gifts', noun: 'Gift' }, '"Gift" is not a valid record name'],
    [{ name: 'gifts', owner: 'us' }, '"us" is not a valid owner'],
    [
      { name: 'gifts', publishesEvents: true },
      'libs/contracts/src/events/gift-created.schema.ts exists already',
    ],
    [{ name: 'recommendations-of-everything' }, 'Choose a shorter name'],
  ])('for %j', async (options, message) => {
    expect(await refusal((tree) => service(tree, options))).toContain(message);
  });
});

describe('the function generator writes nothing', () => {
  const options = { name: 'cancel-order', service: 'orders', trigger: 'http' };
  it.each([
    [{ name: 'cancelOrder' }, '"cancelOrder" is not a valid function name'],
    [{ service: 'gifts' }, 'There is no service "gifts". Existing services: orders, platform.'],
    [{ trigger: 'mail' }, 'There is no trigger "mail". Use one of: http, queue, stream, schedule, step.'],
    [{ name: 'get-order' }, 'serverless.yml already has a function get-order'],
    [{ name: 'count-orders' }, 'services/orders/src/controllers/count-orders.ts exists already'],
    [{ method: 'get', path: '/{orderId}' }, 'GET /{orderId} is already the route of get-order'],
    [{ name: 'cancel-order-and-notify-every-subscriber' }, 'Choose a shorter name'],
    [{ trigger: 'queue', from: 'orders' }, 'Pass the event that orders publishes'],
    [{ trigger: 'queue', event: 'OrderPlaced' }, 'orders cannot subscribe to its own events'],
    [{ trigger: 'queue', event: 'OrderPlaced', from: 'orders' }, 'orders cannot subscribe to its own events'],
    [{ trigger: 'queue', event: 'OrderLost', from: 'platform' }, 'Use one of: OrderPlaced.'],
    [{ trigger: 'queue', event: 'OrderPlaces', from: 'orders' }, 'Did you mean OrderPlaced?'],
    [
      { trigger: 'queue', event: 'OrderPlaced', from: 'platform' },
      'platform does not publish OrderPlaced; orders does. Pass --from orders.',
    ],
    [
      { trigger: 'queue', event: 'OrderPlaced', service: 'platform' },
      'orders publishes no topic-arn parameter',
    ],
    [{ trigger: 'stream', table: 'GiftsTable' }, 'no table "GiftsTable". It has: OrdersTable.'],
    [{ trigger: 'stream', service: 'platform' }, 'services/platform/infra/tables.yml has no table'],
    [{ trigger: 'schedule', rate: 'daily' }, '"daily" is not a valid schedule'],
  ])('for %j', async (change, message) => {
    expect(await refusal((tree) => lambdaFunction(tree, { ...options, ...change }))).toContain(message);
  });
});

describe('the repository generator writes nothing', () => {
  it.each([
    [{ name: 'Register', service: 'orders' }, '"Register" is not a valid record name'],
    [{ name: 'register', service: 'gifts' }, 'There is no service "gifts"'],
    [{ name: 'orders', service: 'orders' }, 'infra/tables.yml: Resources.OrdersTable exists already'],
  ])('for %j', async (options, message) => {
    expect(await refusal((tree) => repository(tree, options))).toContain(message);
  });
});
