import { EncryptCommand, KMSClient } from '@aws-sdk/client-kms';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { findRefusal } from '#libs/contracts';
import { money } from '#libs/models';
import { runningCloud } from '#libs/testing';

type Name = 'authorize' | 'capture' | 'void' | 'refund';

/** Invokes a payment command as a saga does. @returns its result, its refusal, or the type of the error it threw */
export async function paymentCommand(
  name: Name,
  orderId: string,
  paymentToken = 'tok_success',
  encryptedFor = orderId,
) {
  const cloud = runningCloud();
  const client = new LambdaClient(cloud.clientConfig);
  const command = {
    orderId,
    correlationId: 'test',
    ...(name === 'authorize' && {
      amount: money(500, 'EUR'),
      encryptedPaymentToken: await encrypt(paymentToken, encryptedFor),
    }),
  };
  const { Payload, FunctionError } = await client.send(
    new InvokeCommand({
      FunctionName: await cloud.parameter(`/tradewind/local/payments/${name}-payment-arn`),
      Payload: JSON.stringify(command),
    }),
  );
  const text = Payload?.transformToString() ?? 'null';
  const result = JSON.parse(text) as Record<string, unknown>;
  if (!FunctionError) return result;
  const refused = findRefusal({ Error: String(result['errorType']), Cause: text });
  return refused ? { refused } : { threw: result['errorType'] };
}

/** Encrypts a token as checkout does. */
async function encrypt(paymentToken: string, orderId: string): Promise<string> {
  const cloud = runningCloud();
  const { CiphertextBlob } = await new KMSClient(cloud.clientConfig).send(
    new EncryptCommand({
      KeyId: await cloud.parameter('/tradewind/local/payments/token-key-arn'),
      Plaintext: Buffer.from(paymentToken),
      EncryptionContext: { orderId },
    }),
  );
  return Buffer.from(CiphertextBlob!).toString('base64');
}
