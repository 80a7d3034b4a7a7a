import { expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import fc from 'fast-check';
import { checkStreamFilter } from '../../../../tools/workspace/src/testing/stream-filter.ts';
import { startCancellation } from './start-cancellation.ts';

it('is invoked for every change that starts a cancellation', async () => {
  const orderId = newId('ord');
  const item = fc
    .constantFrom('rejected', 'placed', 'canceling', 'canceled', 'shipped', 'delivered')
    .map((status) => ({ orderId, status, totals: { total: 5 } }));
  const count = await checkStreamFilter(['orders', 'start-cancellation'], item, async (change) => {
    let isStarted = false;
    const startOnce = async () => void (isStarted = true);
    await startCancellation({ change, correlationId: 'c' }, { cancellation: { startOnce } });
    return isStarted;
  });
  expect(count).toBeGreaterThan(0);
});
