import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { requestsTo } from '../fuzz/requests.ts';
import { runFuzz } from '../fuzz/run-fuzz.ts';
import { sender } from '../fuzz/send.ts';
import { everyOperation } from './operations.ts';
import { cloud } from './shop.ts';

it('answers no generated request with 5xx', async () => {
  const seed = Date.now() % 2 ** 31;
  const requests = requestsTo(everyOperation());
  const { countByStatus, failure } = await runFuzz({ requests, send: sender(cloud), inputs: 300, seed });
  expect({ seed, failure }).toEqual({ seed, failure: undefined });
  // Some requests are valid, and others are refused for different reasons.
  expect([...countByStatus.keys()]).toEqual(expect.arrayContaining([200, 400, 401, 404]));
});

it('reports the shortest request that fails', async () => {
  const requests = fc.record({
    method: fc.constant('GET'),
    path: fc.string({ maxLength: 20 }),
    as: fc.constant(undefined),
    headers: fc.constant({}),
    body: fc.constant(undefined),
  });
  const send = async ({ path }: { path: string }) => (path.includes('a') ? 500 : 200);
  const { countByStatus, failure } = await runFuzz({ requests, send, inputs: 1000, seed: 1 });
  expect(failure?.path).toBe('a');
  expect(countByStatus.get(500)).toBeGreaterThan(0);
});
