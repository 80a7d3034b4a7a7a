import { describe, expect, it } from '@jest/globals';
import { CancelShipments, StockChanged } from '#libs/contracts';
import { newId } from '#libs/models';
import { lambdaContext, captureLogLines, proxyEvent } from '#libs/testing';
import { Type } from 'typebox';

// The logging library reads this variable when it is first imported, below.
process.env['POWERTOOLS_LOG_LEVEL'] = 'INFO';
const lambda = await import('./index.ts');

const productId = newId('prd');
const orderId = newId('ord');
const event = (correlationId: unknown, type = 'StockChanged') => ({
  id: 'e-1',
  type,
  version: 1,
  source: 'inventory',
  subject: productId,
  revision: 1,
  occurredAt: '2030-01-01T00:00:00.000Z',
  correlationId,
  data: { productId, available: 3 },
});
const command = (correlationId: string, change: object = {}) => ({
  taskToken: 't',
  command: { orderId, reason: 'too late', correlationId, ...change },
});
const batch = (...bodies: unknown[]) => ({
  Records: bodies.map((body, index) => ({
    messageId: `m-${index}`,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    attributes: { ApproximateReceiveCount: '1' },
  })),
});

type Handler = (event: never, context: never) => Promise<unknown>;
/** Runs a batch and returns the record and correlation id of each line of one log event. */
async function logged(name: string, handler: unknown, input: object): Promise<[unknown, unknown][]> {
  const lines = await captureLogLines(() => (handler as Handler)(input as never, lambdaContext() as never));
  return lines
    .filter((line) => line['event'] === name)
    .map((line) => [line['messageId'] ?? line['eventId'], line['correlationId']]);
}
const newCorrelationId = expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f-]{27}$/);

describe('the failure of a record in a batch', () => {
  it('is logged with the correlation id of its event, or a new one when there is none', async () => {
    const handler = lambda.eventQueueHandler(lambda.on(StockChanged, async () => {}));
    const unknown = event('purchase-B', 'StockCounted');
    const invalid = { ...event('purchase-D'), revision: 0 };
    const mixed = batch(event('purchase-A'), unknown, 'Ada, not JSON', '"Ada"', event(7), invalid, 'null');
    const failures = await logged('event.failed', handler, mixed);
    expect(failures).toEqual([
      ['m-1', 'purchase-B'],
      ['m-2', newCorrelationId],
      ['m-3', newCorrelationId],
      ['m-4', newCorrelationId],
      ['m-5', 'purchase-D'],
      ['m-6', newCorrelationId],
    ]);
    expect(new Set(failures.map(([, id]) => id)).size).toBe(failures.length);
  });

  it('is logged with the correlation id of its command', async () => {
    const handler = lambda.commandQueueHandler(CancelShipments, async () => {}, {
      succeed: async () => true,
      fail: async () => true,
    });
    const mixed = batch(command('purchase-A'), '{', command('purchase-B', { orderId: 'nonsense' }), {});
    expect(await logged('command.failed', handler, mixed)).toEqual([
      ['m-1', newCorrelationId],
      ['m-2', 'purchase-B'],
      ['m-3', newCorrelationId],
    ]);
  });

  it('is logged with the correlation id of its change or else its event id, not of the previous change', async () => {
    const changed = (eventID: string, NewImage: object) => ({ eventID, dynamodb: { NewImage } });
    const handler = lambda.changeHandler(async () => {});
    const Records = [
      changed('change-0', { correlationId: { S: 'purchase-A' } }),
      changed('change-1', { correlationId: { odd: 'purchase-B' } }),
    ];
    expect(await logged('change.failed', handler, { Records })).toEqual([['change-1', 'change-1']]);
  });
});

describe('a request whose store is not available', () => {
  it('is logged as a warning with its reason', async () => {
    const route = lambda.httpRequest({
      tag: 'Seats',
      summary: 'Get a seat',
      description: 'By its id.',
      access: lambda.anyone,
      responses: { 204: Type.Null() },
    });
    const handler = lambda.httpHandler(route, async () => {
      throw Object.assign(new Error('network'), { code: 'ECONNREFUSED' });
    });
    const lines = await captureLogLines(() => handler(proxyEvent(), lambdaContext()));
    expect(lines.find((line) => line['event'] === 'http.unavailable')).toMatchObject({
      level: 'WARN',
      reason: 'ECONNREFUSED',
    });
  });
});

describe('a message that is not JSON', () => {
  it('is not quoted in the log', async () => {
    const handler = lambda.eventQueueHandler(lambda.on(StockChanged, async () => {}));
    const lines = await captureLogLines(() =>
      handler(batch('Ada Lovelace', event('purchase-A')) as never, lambdaContext()),
    );
    expect(lines.find((line) => line['event'] === 'event.failed')?.['error']).toMatchObject({
      code: 'message.malformed',
    });
    expect(JSON.stringify(lines)).not.toContain('Ada');
  });
});
