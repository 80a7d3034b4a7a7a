import { describe, expect, it } from '@jest/globals';
import { runMachine, type TaskHandler } from '../../test/state-machine.ts';

const step = { orderId: 'ord_1', correlationId: 'c-1' };

function world(answers: Readonly<Record<string, () => unknown>> = {}) {
  const calls: unknown[] = [];
  const handlerOf =
    (name: string): TaskHandler =>
    async ({ orderId, correlationId }) => {
      calls.push([name, orderId, correlationId]);
      return answers[name]?.() ?? { outcome: 'done' };
    };
  const names = ['RefundPayment', 'RestockOrder', 'MarkCancelled'];
  return { calls, handlers: Object.fromEntries(names.map((name) => [name, handlerOf(name)])) };
}
const crashing = (times: number) => () => {
  if (times-- > 0) throw new Error('It crashed.');
  return { outcome: 'done' };
};

describe('the cancellation saga', () => {
  it('gives back the money, then the stock, then says so', async () => {
    const { calls, handlers } = world();
    await runMachine('cancel-order', step, handlers);
    expect(calls).toEqual(
      ['RefundPayment', 'RestockOrder', 'MarkCancelled'].map((name) => [name, 'ord_1', 'c-1']),
    );
  });

  it('tries each step until it is done', async () => {
    const { calls, handlers } = world({ RefundPayment: crashing(30), MarkCancelled: crashing(30) });
    await runMachine('cancel-order', step, handlers);
    expect(calls).toHaveLength(31 + 1 + 31);
  });

  it.each(['RefundPayment', 'RestockOrder', 'MarkCancelled'])(
    'fails, for an alarm to ring, when %s is refused, and goes no further',
    async (name) => {
      const { calls, handlers } = world({ [name]: () => ({ outcome: 'refused', code: 'step.refused' }) });
      await expect(runMachine('cancel-order', step, handlers)).rejects.toMatchObject({
        name: 'order.not-cancelled',
      });
      expect(calls.at(-1)).toEqual([name, 'ord_1', 'c-1']);
    },
  );
});
