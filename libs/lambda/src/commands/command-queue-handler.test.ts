import { describe, expect, it } from '@jest/globals';
import { CancelShipments, COMMAND_REFUSED } from '#libs/contracts';
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
  const results: [string, object][] = [];
  const succeed = async (token: string, output: object) => {
    results.push([token, output]);
    return isWaiting;
  };
  const fail = (token: string, error: Error) => succeed(token, { name: error.name, message: error.message });
  return { results, callback: { succeed, fail } };
}

describe('commandQueueHandler', () => {
  it('returns results and refusals to the saga', async () => {
    const { results, callback } = saga();
    const handler = commandQueueHandler(
      CancelShipments,
      async ({ orderId }) => {
        if (orderId === orders[1])
          throw new AppError('conflict', 'shipment.dispatched', { detail: 'It left.' });
      },
      callback,
    );
    const answer = await handler(batch(message(orders[0]), message(orders[1])), lambdaContext());
    expect(answer).toEqual({ batchItemFailures: [] });
    expect(results).toEqual([
      [`token of ${orders[0]}`, {}],
      [
        `token of ${orders[1]}`,
        { name: COMMAND_REFUSED, message: '{"code":"shipment.dispatched","detail":"It left."}' },
      ],
    ]);
  });

  it('reports failed and invalid commands for redelivery, without a result for the saga', async () => {
    const { results, callback } = saga();
    const handler = commandQueueHandler(
      CancelShipments,
      async ({ orderId }) => {
        if (orderId === orders[0]) throw new AppError('unavailable', 'fulfillment.busy');
      },
      callback,
    );
    const invalid = { taskToken: 't', command: { orderId: 'nonsense', correlationId: 'c-1' } };
    const answer = await handler(batch(message(orders[0]), invalid, {}, message(orders[2])), lambdaContext());
    expect(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual([
      'm-0',
      'm-1',
      'm-2',
    ]);
    expect(results).toEqual([[`token of ${orders[2]}`, {}]]);
  });

  it('succeeds when the saga no longer waits', async () => {
    const handler = commandQueueHandler(CancelShipments, async () => {}, saga(false).callback);
    expect(await handler(batch(message(orders[0])), lambdaContext())).toEqual({ batchItemFailures: [] });
  });
});
