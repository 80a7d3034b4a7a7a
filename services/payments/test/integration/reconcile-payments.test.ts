import { afterAll, expect, it } from '@jest/globals';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { newId } from '#libs/models';
import { runningCloud } from '#libs/testing';
import { paymentCommand } from '../payment-commands.ts';
import { sandboxClient } from '../sandbox-client.ts';

const lambda = new LambdaClient(runningCloud().clientConfig);
afterAll(() => lambda.destroy());

/** Runs the schedule at a time at which the charges of this test are settled. @returns the end of its log */
async function reconcile(): Promise<string> {
  const time = new Date(Date.now() + 15 * 60_000).toISOString();
  const { FunctionError, LogResult = '' } = await lambda.send(
    new InvokeCommand({
      FunctionName: 'tradewind-payments-local-reconcile-payments',
      Payload: JSON.stringify({ time }),
      LogType: 'Tail',
    }),
  );
  expect(FunctionError).toBeUndefined();
  return Buffer.from(LogResult, 'base64').toString();
}

it('logs a charge of the provider that no payment records, until it is released', async () => {
  const orderId = newId('ord');
  await paymentCommand('authorize', orderId);
  const sandbox = await sandboxClient();
  const second = await sandbox.authorize(orderId, 500);
  expect(await reconcile()).toContain(second);
  await sandbox.release(second);
  expect(await reconcile()).not.toContain(second);
});
