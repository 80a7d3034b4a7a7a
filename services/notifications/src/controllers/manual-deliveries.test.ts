import { expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { webhookHarness } from '../../test/webhook-harness.ts';
import { enableEndpoint } from './enable-endpoint.ts';
import { redeliverDelivery } from './redeliver-delivery.ts';
import { testEndpoint } from './test-endpoint.ts';

it('limits the deliveries that a customer requests, over all routes and endpoints', async () => {
  const { deps, now, endpoint: newEndpoint, messages } = webhookHarness();
  const endpoint = await newEndpoint();
  const other = await newEndpoint(endpoint.customerId);
  const { deliveryId } = await testEndpoint(endpoint, deps);
  for (let requests = 1; requests < 18; requests++) await testEndpoint(other, deps);
  await redeliverDelivery({ ...endpoint, deliveryId }, deps);
  await enableEndpoint(endpoint, deps);
  const sent = messages.length;

  const refusal = { kind: 'throttled', code: 'endpoint.too-many-requests', retryAfterSeconds: 60 };
  await expect(testEndpoint(other, deps)).rejects.toMatchObject(refusal);
  await expect(redeliverDelivery({ ...endpoint, deliveryId }, deps)).rejects.toMatchObject(refusal);
  await expect(enableEndpoint(endpoint, deps)).rejects.toMatchObject(refusal);
  expect(messages).toHaveLength(sent);

  await expect(testEndpoint(await newEndpoint(), deps)).resolves.toBeDefined();
  now.advance(60);
  await expect(testEndpoint(endpoint, deps)).resolves.toBeDefined();
});

it('does not count requests for endpoints and deliveries that do not exist', async () => {
  const { deps, endpoint: newEndpoint } = webhookHarness();
  const endpoint = await newEndpoint();
  for (let requests = 0; requests < 30; requests++)
    await expect(redeliverDelivery({ ...endpoint, deliveryId: newId('dlv') }, deps)).rejects.toMatchObject({
      code: 'delivery.not-found',
    });
  await expect(testEndpoint(endpoint, deps)).resolves.toBeDefined();
});
