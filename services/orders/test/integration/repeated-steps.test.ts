import { expect, it } from '@jest/globals';
import { findRefusal } from '#libs/contracts';
import { purchaseEvents, runningCloud } from '#libs/testing';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';

const lambda = new LambdaClient(runningCloud().clientConfig);

/** Invokes a step of the saga as Step Functions does. */
async function step(name: string, command: object) {
  const { Payload, FunctionError } = await lambda.send(
    new InvokeCommand({
      FunctionName: `tradewind-orders-local-${name}`,
      Payload: JSON.stringify({ ...command, correlationId: 'repeated-steps' }),
    }),
  );
  const text = new TextDecoder().decode(Payload);
  const result = JSON.parse(text) as { errorType: string };
  return FunctionError ? { refused: findRefusal({ Error: result.errorType, Cause: text }) } : result;
}

it('ignores a repeated step and refuses a late one', async () => {
  const { encryptedPaymentToken: _, ...placed } = purchaseEvents().submitted.data;
  expect(await step('place-order', { order: placed })).toEqual({});
  expect(await step('place-order', { order: placed })).toEqual({});

  const { encryptedPaymentToken: __, ...order } = purchaseEvents().submitted.data;
  const error = { Error: 'payment.provider-unavailable', Cause: '{}' };
  const rejected = { failure: { code: 'payment.provider-unavailable' } };
  expect(await step('reject-order', { order, error })).toMatchObject(rejected);
  expect(await step('reject-order', { order, error })).toMatchObject(rejected);
  expect(await step('place-order', { order })).toEqual({ refused: { code: 'order.rejected' } });
});
