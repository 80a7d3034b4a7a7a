import { describe, expect, it } from '@jest/globals';
import { CancelShipments, findRefusal, type CaughtError } from '#libs/contracts';
import { newId } from '#libs/models';
import { refused } from '../test/simulated-services.ts';
import { runMachine, type TaskHandler } from '../test/state-machine.ts';

const step = { orderId: newId('ord'), reason: 'too late', isPaymentRequired: true, correlationId: 'c-1' };
const forward = ['CancelShipments', 'RefundPayment', 'RestockOrder', 'MarkCanceled'];
const refusing = (code: string) => () => {
  throw refused({ code });
};

function fakeTasks(results: Readonly<Record<string, () => unknown>> = {}) {
  const calls: string[] = [];
  const inputs: Record<string, unknown> = {};
  const handlerFor =
    (name: string): TaskHandler =>
    async (input) => {
      calls.push(name);
      inputs[name] = input;
      return results[name]?.() ?? {};
    };
  const names = [...forward, 'RejectCancellation'];
  return { calls, inputs, handlers: Object.fromEntries(names.map((name) => [name, handlerFor(name)])) };
}
const crashing = (times: number) => () => {
  if (times-- > 0) throw new Error('crashed');
  return {};
};

describe('the cancellation saga', () => {
  it('cancels the shipments, refunds, restocks, then marks the order as canceled', async () => {
    const { calls, inputs, handlers } = fakeTasks();
    await runMachine('cancel-order', step, handlers);
    expect(calls).toEqual(forward);
    expect(inputs['RefundPayment']).toMatchObject({ orderId: step.orderId, correlationId: 'c-1' });
  });

  it('refunds nothing when there was nothing to pay', async () => {
    const { calls, handlers } = fakeTasks();
    await runMachine('cancel-order', { ...step, isPaymentRequired: false }, handlers);
    expect(calls).toEqual(forward.filter((name) => name !== 'RefundPayment'));
  });

  it('sends fulfillment a valid command with a task token', async () => {
    const { inputs, handlers } = fakeTasks();
    await runMachine('cancel-order', step, handlers);
    const { MessageBody } = inputs['CancelShipments'] as {
      MessageBody: { taskToken: string; command: object };
    };
    const { orderId, reason, correlationId } = step;
    expect(MessageBody).toEqual({ taskToken: 'token-1', command: { orderId, reason, correlationId } });
    expect(CancelShipments.validate(MessageBody.command)).toBe(true);
  });

  it('rejects the cancellation without refund or restock when a part was dispatched', async () => {
    const { calls, inputs, handlers } = fakeTasks({ CancelShipments: refusing('shipment.dispatched') });
    await runMachine('cancel-order', step, handlers);
    expect(calls).toEqual(['CancelShipments', 'RejectCancellation']);
    const { orderId, correlationId } = step;
    const command = inputs['RejectCancellation'] as { error: CaughtError };
    expect(command).toEqual({ orderId, correlationId, error: expect.anything() });
    expect(findRefusal(command.error)).toEqual({ code: 'shipment.dispatched' });
  });

  it('retries each step until it succeeds', async () => {
    const { calls, handlers } = fakeTasks({
      CancelShipments: crashing(30),
      RefundPayment: crashing(30),
      MarkCanceled: crashing(30),
    });
    await runMachine('cancel-order', step, handlers);
    expect(calls).toHaveLength(31 + 31 + 1 + 31);
  });

  it('fails when the cancellation cannot be rejected either', async () => {
    const { calls, handlers } = fakeTasks({
      CancelShipments: refusing('shipment.dispatched'),
      RejectCancellation: refusing('order.canceled'),
    });
    await expect(runMachine('cancel-order', step, handlers)).rejects.toMatchObject({
      name: 'order.not-canceled',
    });
    expect(calls).toEqual(['CancelShipments', 'RejectCancellation']);
  });

  it.each(forward.slice(1))('fails at %s when it is refused', async (name) => {
    const { calls, handlers } = fakeTasks({ [name]: refusing('step.refused') });
    await expect(runMachine('cancel-order', step, handlers)).rejects.toMatchObject({
      name: 'order.not-canceled',
    });
    expect(calls.at(-1)).toEqual(name);
  });
});
