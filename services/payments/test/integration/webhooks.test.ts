import { GetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { runningCloud, waitUntil } from '#libs/testing';
import { signPayload } from '../../src/models/webhook-signature.ts';
import { paymentCommand } from '../payment-commands.ts';
import { sandboxClient } from '../sandbox-client.ts';

const readPayment = async (orderId: string) => {
  const cloud = runningCloud();
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(cloud.clientConfig));
  const TableName = await cloud.ref('payments', 'PaymentsTable');
  return (await client.send(new GetCommand({ TableName, Key: { orderId }, ConsistentRead: true }))).Item;
};
const post = async (body: object, sign: (payload: string) => string | undefined) => {
  const payload = JSON.stringify(body);
  const signature = sign(payload);
  return runningCloud().call('POST', '/payments/webhooks', {
    body: payload,
    headers: { ...(signature !== undefined && { 'stripe-signature': signature }) },
  });
};
const webhookSecret = () => runningCloud().parameter('/tradewind/local/payments/webhook-secret');

describe('POST /payments/webhooks', () => {
  it('records a refund made at the provider', async () => {
    const orderId = newId('ord');
    await paymentCommand('authorize', orderId);
    await paymentCommand('capture', orderId);
    const sandbox = await sandboxClient();
    const [charge] = await sandbox.listCharges(orderId);
    await sandbox.refund(charge!, 200);
    const refunded = await waitUntil(async () => {
      const payment = await readPayment(orderId);
      return payment?.['refundedTotal'] === 200 ? payment : undefined;
    });
    expect(refunded).toMatchObject({ status: 'captured' });
  });

  it('acknowledges an unused event type', async () => {
    const secret = await webhookSecret();
    const response = await post({ id: 'evt_1', type: 'invoice.paid' }, (payload) =>
      signPayload(payload, secret, new Date()),
    );
    expect([response.status, response.body]).toEqual([200, { received: true }]);
  });

  it('acknowledges a failed refund', async () => {
    const secret = await webhookSecret();
    const refund = { id: 're_1', payment_intent: 'pi_1' };
    const event = { id: 'evt_1', type: 'refund.failed', data: { object: refund } };
    const response = await post(event, (payload) => signPayload(payload, secret, new Date()));
    expect([response.status, response.body]).toEqual([200, { received: true }]);
  });

  it('acknowledges an unknown payment without recording it', async () => {
    const secret = await webhookSecret();
    const orderId = newId('ord');
    const charge = { id: 'ch_1', amount: 200, amount_refunded: 200, currency: 'eur', metadata: { orderId } };
    const event = { id: 'evt_2', type: 'charge.refunded', data: { object: charge } };
    const response = await post(event, (payload) => signPayload(payload, secret, new Date()));
    expect([response.status, response.body]).toEqual([200, { received: true }]);
    expect(await readPayment(orderId)).toBeUndefined();
  });

  it('acknowledges a signed refund above the amount without recording it', async () => {
    const secret = await webhookSecret();
    const orderId = newId('ord');
    await paymentCommand('authorize', orderId);
    await paymentCommand('capture', orderId);
    const before = await readPayment(orderId);
    const charge = { amount_refunded: 99_999_999, currency: 'eur', metadata: { orderId } };
    const event = { id: 'evt_3', type: 'charge.refunded', data: { object: charge } };
    const response = await post(event, (payload) => signPayload(payload, secret, new Date()));
    expect([response.status, response.body]).toEqual([200, { received: true }]);
    expect(await readPayment(orderId)).toEqual(before);
  });

  it('returns 400 for a forged and an expired signature', async () => {
    const secret = await webhookSecret();
    const event = { id: 'evt_1', type: 'charge.refunded' };
    const forged = await post(event, (payload) => signPayload(payload, 'whsec_guess', new Date()));
    expect([forged.status, forged.body.code]).toEqual([400, 'webhook.signature-invalid']);
    const expired = await post(event, (payload) =>
      signPayload(payload, secret, new Date(Date.now() - 600_000)),
    );
    expect([expired.status, expired.body.code]).toEqual([400, 'webhook.signature-expired']);
  });

  it('returns 400 without a signature before invoking the function', async () => {
    const before = await runningCloud().invocations('payments', 'receive-webhook');
    const response = await post({ id: 'evt_1' }, () => undefined);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await runningCloud().invocations('payments', 'receive-webhook')).toBe(before);
  });
});
