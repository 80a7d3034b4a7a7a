import { describe, expect, it } from '@jest/globals';
import { CancelShipments } from '#libs/contracts';
import { newId } from '#libs/models';
import { runMachine, type TaskHandler } from '../test/state-machine.ts';

const step = { orderId: newId('ord'), reason: 'too late', isPaymentRequired: true, correlationId: 'c-1' };
const forward = ['CancelShipments', 'RefundPayment', 'RestockOrder', 'MarkCanceled'];
const refused = (code: string) => () => ({ outcome: 'refused', code });

function fakeTasks(results: Readonly<Record<string, () => unknown>> = {}) {
  const calls: string[] = [];
  const inputs: Record<string, unknown> = {};
  const handlerFor =
    (name: string): TaskHandler =>
    async (input) => {
      calls.push(name);
      inputs[name] = input;
      return results[name]?.() ?? { outcome: 'done' };
    };
  const names = [...forward, 'RejectCancellation'];
  return { calls, inputs, handlers: Object.fromEntries(names.map((name) => [name, handlerFor(name)])) };
}
const crashing = (times: number) => () => {
  if (times-- > 0) throw new Error('crashed');
  return { outcome: 'done' };
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
    const { calls, inputs, handlers } = fakeTasks({ CancelShipments: refused('shipment.dispatched') });
    await runMachine('cancel-order', step, handlers);
    expect(calls).toEqual(['CancelShipments', 'RejectCancellation']);
    const { orderId, correlationId } = step;
    expect(inputs['RejectCancellation']).toEqual({ orderId, correlationId, code: 'shipment.dispatched' });
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

  it.each(forward)('fails at %s when it is refused', async (name) => {
    const { calls, handlers } = fakeTasks({ [name]: refused('step.refused') });
    await expect(runMachine('cancel-order', step, handlers)).rejects.toMatchObject({
      name: 'order.not-canceled',
    });
    expect(calls.at(-1)).toEqual(name);
  });
});
