import { describe, expect, it } from '@jest/globals';
import { CancelShipments } from '#libs/contracts';
import { newId } from '#libs/models';
import { runMachine, type TaskHandler } from '../../test/state-machine.ts';

const step = { orderId: newId('ord'), reason: 'too late', correlationId: 'c-1' };
const forward = ['CancelShipments', 'RefundPayment', 'RestockOrder', 'MarkCanceled'];
const refused = (code: string) => () => ({ outcome: 'refused', code });

function world(answers: Readonly<Record<string, () => unknown>> = {}) {
  const calls: string[] = [];
  const inputs: Record<string, unknown> = {};
  const handlerOf =
    (name: string): TaskHandler =>
    async (input) => {
      calls.push(name);
      inputs[name] = input;
      return answers[name]?.() ?? { outcome: 'done' };
    };
  const names = [...forward, 'RefuseCancellation'];
  return { calls, inputs, handlers: Object.fromEntries(names.map((name) => [name, handlerOf(name)])) };
}
const crashing = (times: number) => () => {
  if (times-- > 0) throw new Error('It crashed.');
  return { outcome: 'done' };
};

describe('the cancellation saga', () => {
  it('holds the order back, gives back the money, then the stock, then says so', async () => {
    const { calls, inputs, handlers } = world();
    await runMachine('cancel-order', step, handlers);
    expect(calls).toEqual(forward);
    expect(inputs['RefundPayment']).toMatchObject({ orderId: step.orderId, correlationId: 'c-1' });
  });

  it('sends the warehouse a command as its contract asks, and a token to answer by', async () => {
    const { inputs, handlers } = world();
    await runMachine('cancel-order', step, handlers);
    const { MessageBody } = inputs['CancelShipments'] as {
      MessageBody: { taskToken: string; command: object };
    };
    expect(MessageBody).toEqual({ taskToken: 'token-1', command: step });
    expect(CancelShipments.validate(MessageBody.command)).toBe(true);
  });

  it('lets the order go on, its money and stock untouched, when some of it was sent', async () => {
    const { calls, inputs, handlers } = world({ CancelShipments: refused('shipment.dispatched') });
    await runMachine('cancel-order', step, handlers);
    expect(calls).toEqual(['CancelShipments', 'RefuseCancellation']);
    const { orderId, correlationId } = step;
    expect(inputs['RefuseCancellation']).toEqual({ orderId, correlationId, code: 'shipment.dispatched' });
  });

  it('tries each step until it is done', async () => {
    const { calls, handlers } = world({
      CancelShipments: crashing(30),
      RefundPayment: crashing(30),
      MarkCanceled: crashing(30),
    });
    await runMachine('cancel-order', step, handlers);
    expect(calls).toHaveLength(31 + 31 + 1 + 31);
  });

  it.each(forward)('fails, for an alarm to ring, when %s is refused, and goes no further', async (name) => {
    const { calls, handlers } = world({ [name]: refused('step.refused') });
    await expect(runMachine('cancel-order', step, handlers)).rejects.toMatchObject({
      name: 'order.not-canceled',
    });
    expect(calls.at(-1)).toEqual(name);
  });
});
