import { describe, expect, it } from '@jest/globals';
import { CancelShipments, StockChanged } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { newId } from '#libs/models';
import { captureMetrics, lambdaContext, proxyEvent } from '#libs/testing';

// The logging library reads these variables when it is first imported, below.
Object.assign(process.env, {
  POWERTOOLS_METRICS_DISABLED: 'false',
  POWERTOOLS_METRICS_NAMESPACE: 'tradewind/test',
  POWERTOOLS_SERVICE_NAME: 'orders',
  AWS_LAMBDA_FUNCTION_NAME: 'tradewind-orders-test-f',
});
const lambda = await import('./index.ts');

const productId = newId('prd');
const event = (revision: number) => ({
  id: `e-${revision}`,
  type: 'StockChanged',
  version: 1,
  source: 'inventory',
  subject: productId,
  revision,
  occurredAt: '2030-01-01T00:00:00.000Z',
  correlationId: 'c-1',
  data: { productId, available: 3 },
});
const command = { orderId: newId('ord'), reason: 'too late', correlationId: 'c-1' };
const messages = (...bodies: unknown[]) => ({
  Records: bodies.map((body, index) => ({
    messageId: `m-${index}`,
    body: JSON.stringify(body),
    attributes: { ApproximateReceiveCount: '1' },
  })),
});
const changes = (count: number) => ({
  Records: Array.from({ length: count }, (_, index) => ({
    eventID: `change-${index}`,
    dynamodb: { SequenceNumber: String(index), NewImage: { correlationId: { S: 'c-1' } } },
  })),
});
const httpRoute = {
  access: { allows: 'anyone' },
  hasBody: false,
  maxItems: 0,
  names: [],
  queryTypes: {},
  validate: () => true,
  declaration: { summary: 'Any.', responses: { 204: null } },
} as never;

type Work = () => Promise<never>;
type Handler = (event: never, context: never) => Promise<unknown>;
const invoke = (handler: unknown, input: unknown) => () =>
  (handler as Handler)(input as never, lambdaContext() as never);

/** One handler per kind of trigger, whose use case fails. */
const triggers: [kind: string, (fail: Work) => () => Promise<unknown>][] = [
  ['HTTP', (fail) => invoke(lambda.httpHandler(httpRoute, fail), proxyEvent())],
  [
    'a queue of events',
    (fail) => invoke(lambda.eventQueueHandler(lambda.on(StockChanged, fail)), messages(event(1))),
  ],
  [
    'a queue of events, one of two',
    (fail) => {
      const consume = ({ revision }: { revision: number }) => (revision === 2 ? fail() : Promise.resolve());
      return invoke(lambda.eventQueueHandler(lambda.on(StockChanged, consume)), messages(event(1), event(2)));
    },
  ],
  ['a stream', (fail) => invoke(lambda.changeHandler(fail), changes(2))],
  [
    'a stream, one of two',
    (fail) => {
      const handle = ({ id }: { id: string }) => (id === 'change-1' ? fail() : Promise.resolve());
      return invoke(lambda.changeHandler(handle), changes(2));
    },
  ],
  ['a schedule', (fail) => invoke(lambda.scheduleHandler(fail), { time: '2030-01-01T12:00:00Z' })],
  ['a command', (fail) => invoke(lambda.commandHandler(CancelShipments, fail), command)],
  [
    'a queue of commands',
    (fail) =>
      invoke(
        lambda.commandQueueHandler(CancelShipments, fail, {
          succeed: async () => true,
          fail: async () => true,
        }),
        messages({ taskToken: 't', command }),
      ),
  ],
];

const errorsCounted = async (work: () => Promise<unknown>) => {
  const { metrics, error } = await captureMetrics(work);
  const counted = (metricName: string): number => {
    const found = metrics.filter(({ name }) => name === metricName);
    for (const metric of found)
      expect(metric).toEqual({
        namespace: 'tradewind/test',
        name: metricName,
        dimensions: { service: 'orders', function_name: 'tradewind-orders-test-f' },
        value: 1,
      });
    return found.length;
  };
  // Lambda's own metric counts errors that the handler throws.
  const thrown = error === undefined ? 0 : 1;
  return thrown + counted('UnexpectedErrors') - counted('RefusedCommands');
};

describe('an unexpected error', () => {
  it.each(triggers)('is counted once by %s', async (_, failing) => {
    const fail = async () => {
      throw new TypeError('table is gone');
    };
    expect(await errorsCounted(failing(fail))).toBe(1);
  });
});

describe('an expected error', () => {
  const expected = triggers.filter(([kind]) => ['HTTP', 'a command', 'a queue of commands'].includes(kind));
  it.each(expected)('is not counted by %s', async (_, failing) => {
    const refuse = async () => {
      throw new AppError('conflict', 'stock.insufficient');
    };
    expect(await errorsCounted(failing(refuse))).toBe(0);
  });
});

describe('a transient error', () => {
  const queues = triggers.filter(([kind]) => kind.startsWith('a queue'));
  const busy = new AppError('unavailable', 'order.busy');
  const transientErrors = [
    busy,
    new AppError('conflict', 'record.changed'),
    new AggregateError([busy, new AppError('unavailable', 'contact.not-received')]),
  ];
  it.each(queues)('is not counted by %s', async (_, failing) => {
    for (const error of transientErrors)
      expect(await errorsCounted(failing(() => Promise.reject(error)))).toBe(0);
  });

  it.each(queues)('is counted by %s when combined with an unexpected error', async (_, failing) => {
    const several = new AggregateError([busy, new TypeError('table is gone')]);
    expect(await errorsCounted(failing(() => Promise.reject(several)))).toBe(1);
  });
});
