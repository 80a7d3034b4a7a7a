import { createHmac, randomUUID } from 'node:crypto';
import {
  ListQueuesCommand,
  SendMessageCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { chargeOf, placed, poll, refundByProvider, statusOf, type Scenario, type Shop } from './scenarios.ts';

/** Longer than a repeated request is recognized: https://docs.stripe.com/api/idempotent_requests has the same 24 hours. */
const A_DAY_AND_AN_HOUR_MILLIS = 25 * 60 * 60 * 1000;

const sign = (payload: string, secret: string, seconds: number): string =>
  `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${payload}`).digest('hex')}`;

/** Reports a refund of an order that the provider never made. @returns the status of the response */
async function reportRefund({ connection }: Shop, orderId: string, secret: string, seconds: number) {
  const payload = JSON.stringify({
    id: `evt_${randomUUID()}`,
    object: 'event',
    type: 'charge.refunded',
    created: seconds,
    data: { object: { object: 'charge', amount_refunded: 1, currency: 'eur', metadata: { orderId } } },
  });
  const { status } = await connection.call('POST', '/payments/webhooks', {
    body: payload,
    headers: { 'stripe-signature': sign(payload, secret, seconds) },
  });
  return status;
}

const queueUrls = async (sqs: SQSClient): Promise<readonly string[]> =>
  (await sqs.send(new ListQueuesCommand({ MaxResults: 1_000 }))).QueueUrls ?? [];

const isOfPurchase = (url: string): boolean =>
  /tradewind-(orders|fulfillment|checkout|payments)-/.test(url) && !/DeadLetter|Failure|Failed/.test(url);

const arnOf = (shop: Shop, key: string): string => shop.cloud.deployed().get(key)!.attributes!['Arn']!;

/** Histories whose fault is no failure of a call: strange messages, late repetitions and forged webhooks. */
export const misuses = {
  async 'forged-webhook'(shop) {
    const orderId = await placed(shop);
    await chargeOf(shop, orderId);
    const secret = await shop.connection.parameter('/tradewind/local/payments/webhook-secret');
    const now = Math.floor(Date.now() / 1000);
    const statuses = [
      await reportRefund(shop, orderId, 'whsec_forged', now),
      await reportRefund(shop, orderId, secret, now - 3_600),
      await reportRefund(shop, orderId, secret.split('').toReversed().join(''), now),
    ];
    if (statuses.some((status) => status < 400)) throw new Error(`Accepted: ${statuses.join()}`);
    await refundByProvider(shop, orderId);
  },

  async 'late-repetition'(shop) {
    const orderId = await placed(shop);
    const key = randomUUID();
    const cancel = () =>
      shop.send('POST', `/orders/${orderId}/cancel`, { as: 'customer', key, body: { reason: 'Too late' } });
    await cancel();
    await statusOf(shop, orderId, 'canceled');
    shop.cloud.jumpClock(A_DAY_AND_AN_HOUR_MILLIS);
    await shop.rest();
    await shop.connection.call('POST', `/orders/${orderId}/cancel`, {
      as: 'customer',
      body: { reason: 'Too late' },
      headers: { 'Idempotency-Key': key },
    });
  },

  async 'poison-message'(shop) {
    const sqs = new SQSClient(shop.connection.clientConfig);
    for (const QueueUrl of (await queueUrls(sqs)).filter(isOfPurchase))
      for (const MessageBody of ['poison', '{}', '{"type":"OrderPlaced","data":null}'])
        await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
    await placed(shop);
  },

  /** Events of an order reach its shipment a day late, from a dead-letter queue. */
  async 'redriven-message'(shop) {
    shop.cloud.faults.use({
      rules: [{ invocation: 'fulfillment/open-shipments', trigger: 'queue', fault: 'killed-before' }],
    });
    const orderId = await placed(shop);
    const sqs = new SQSClient(shop.connection.clientConfig);
    for (let failure = 0; failure < 6; failure++) await shop.rest();
    shop.cloud.faults.use({});
    shop.cloud.jumpClock(A_DAY_AND_AN_HOUR_MILLIS);
    await sqs.send(
      new StartMessageMoveTaskCommand({ SourceArn: arnOf(shop, 'fulfillment/PlacedOrdersDeadLetterQueue') }),
    );
    await poll(shop, async () => {
      const path = `/fulfillment/shipments?orderId=${orderId}`;
      const { body } = await shop.send('GET', path, { as: 'staff' });
      return body.items?.length > 0 ? body : undefined;
    });
  },
} satisfies Record<string, Scenario>;

export type MisuseName = keyof typeof misuses;
