import { describe, expect, it } from '@jest/globals';
import { CancelShipments } from '#libs/contracts';
import { AppError } from '#libs/errors';
import { newId } from '#libs/models';
import { lambdaContext } from '#libs/testing';
import type { SQSEvent } from 'aws-lambda';
import { commandQueueHandler } from './command-queue-handler.ts';

const orders = [newId('ord'), newId('ord'), newId('ord')] as const;
const message = (orderId: string) => ({
  taskToken: `token of ${orderId}`,
  command: { orderId, reason: 'too late', correlationId: 'c-1' },
});
const batch = (...bodies: unknown[]): SQSEvent =>
  ({
    Records: bodies.map((body, index) => ({
      messageId: `m-${index}`,
      body: JSON.stringify(body),
      attributes: { ApproximateReceiveCount: '1' },
    })),
  }) as unknown as SQSEvent;

function saga(isWaiting = true) {
  const told: [string, object][] = [];
  const succeed = async (token: string, output: object) => {
    told.push([token, output]);
    return isWaiting;
  };
  return { told, reply: { succeed } };
}

describe('commandQueueHandler', () => {
  it('tells the saga what is done and what is refused', async () => {
    const { told, reply } = saga();
    const handler = commandQueueHandler(
      CancelShipments,
      async ({ orderId }) => {
        if (orderId === orders[1])
          throw new AppError('conflict', 'shipment.dispatched', { detail: 'It left.' });
      },
      reply,
    );
    const answer = await handler(batch(message(orders[0]), message(orders[1])), lambdaContext());
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(told).toEqual([
      [`token of ${orders[0]}`, { outcome: 'done' }],
      [`token of ${orders[1]}`, { outcome: 'refused', code: 'shipment.dispatched', detail: 'It left.' }],
    ]);
  });

  it('has a command delivered again that failed or is none, and tells the saga nothing of it', async () => {
    const { told, reply } = saga();
    const handler = commandQueueHandler(
      CancelShipments,
      async ({ orderId }) => {
        if (orderId === orders[0]) throw new AppError('unavailable', 'fulfillment.busy');
      },
      reply,
    );
    const contractViolation = { taskToken: 't', command: { orderId: 'nonsense', correlationId: 'c-1' } };
    const answer = await handler(
      batch(message(orders[0]), contractViolation, {}, message(orders[2])),
      lambdaContext(),
    );
    expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([
      'm-0',
      'm-1',
      'm-2',
    ]);
    expect(told).toEqual([[`token of ${orders[2]}`, { outcome: 'done' }]]);
  });

  it('is content when nobody waits any more', async () => {
    const handler = commandQueueHandler(CancelShipments, async () => {}, saga(false).reply);
    expect(await handler(batch(message(orders[0])), lambdaContext())).toEqual({ batchItemFailures: [] });
  });
});
