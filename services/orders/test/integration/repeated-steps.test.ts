import { expect, it } from '@jest/globals';
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
  expect(FunctionError).toBeUndefined();
  return JSON.parse(new TextDecoder().decode(Payload));
}

it('ignores a repeated step and refuses a late one', async () => {
  const { encryptedPaymentToken: _, ...order } = purchaseEvents().submitted.data;
  const failure = { code: 'payment.declined' };
  expect(await step('place-order', { order })).toMatchObject({ outcome: 'done' });
  expect(await step('place-order', { order })).toMatchObject({ outcome: 'done' });
  expect(await step('reject-order', { order, failure })).toMatchObject({ outcome: 'done', failure });
  expect(await step('reject-order', { order, failure })).toMatchObject({ outcome: 'done', failure });
  expect(await step('place-order', { order })).toMatchObject({ outcome: 'refused', code: 'order.rejected' });
});
