import { signPayload } from '../../../../services/payments/src/models/webhook-signature.ts';
import type { Engine } from '../engine/engine.ts';
import type { FaultKind } from '../engine/faults.ts';
import type { Shop } from '../shop/shop.ts';
import { WEBHOOK_SECRET } from '../shop/payments.ts';

const MINUTE = 60_000;
const ROUNDS = 8;
const KINDS: readonly (readonly [FaultKind, number])[] = [
  ['webhook-forged', 0.15],
  ['webhook-stale', 0.15],
  ['webhook-rotated', 0.15],
];

/** The payment provider: its dashboard, where staff refund charges, and its webhooks, which it sends repeatedly. */
export async function runProvider(engine: Engine, shop: Shop): Promise<void> {
  const { time, choices } = engine;
  const { charges, refundPart } = shop.payments.provider;
  const reported = new Map<string, string>();
  for (let round = 0; round < ROUNDS; round++) {
    await time.sleep(choices.between('provider', 1_000, 6 * MINUTE));
    for (const { authorizationId, status, amount } of charges) {
      const name = `dashboard ${authorizationId}`;
      if (status !== 'captured' || !choices.chance(name, 0.06)) continue;
      refundPart(authorizationId, choices.pick(`${name} amount`, [amount, amount, 100]));
    }
    for (const { authorizationId, status, refunded, reference } of charges) {
      const state = `${status} ${refunded}`;
      const isNew = reported.get(authorizationId) !== state;
      if (!isNew && !choices.chance(`webhook ${authorizationId}`, 0.2)) continue;
      const type = refunded > 0 ? 'charge.refunded' : status === 'captured' ? 'charge.captured' : undefined;
      if (!type) continue;
      const object = { amount_refunded: refunded, currency: 'eur', metadata: { orderId: reference } };
      const isAccepted = await sendWebhook(engine, shop, { id: `evt_${reference}`, type, data: { object } });
      if (isAccepted) reported.set(authorizationId, state);
    }
  }
  await reportAll(engine, shop);
}

interface ChargeEvent {
  readonly id: string;
  readonly type: string;
  readonly data: {
    readonly object: { readonly amount_refunded: number; readonly metadata: { readonly orderId: string } };
  };
}

async function sendWebhook(engine: Engine, shop: Shop, event: ChargeEvent): Promise<boolean> {
  const { orderId } = event.data.object.metadata;
  const point = `webhook ${event.type} ${orderId.slice(-6)}`;
  const fault = engine.faults.next(point, KINDS);
  if (fault) engine.note(`${point} (${fault})`);
  const { payload, signature } = sign(engine, event, fault);
  const options = { limitSeconds: 10, correlationId: point };
  return engine
    .invoke('receive-webhook', options, () => shop.payments.receiveWebhook(payload, signature))
    .then(
      () => fault === undefined || fault === 'webhook-rotated',
      () => false,
    );
}

function sign({ time }: Engine, event: ChargeEvent, fault: FaultKind | undefined) {
  const now = time.date();
  const payload = JSON.stringify(event);
  const signature = signPayload(payload, WEBHOOK_SECRET, now);
  switch (fault) {
    // Someone else claims that the charge was refunded.
    case 'webhook-forged': {
      const object = { ...event.data.object, amount_refunded: 1 + event.data.object.amount_refunded };
      const forged = JSON.stringify({ ...event, type: 'charge.refunded', data: { object } });
      return { payload: forged, signature: signPayload(forged, 'whsec_other', now) };
    }
    case 'webhook-stale':
      return {
        payload,
        signature: signPayload(payload, WEBHOOK_SECRET, new Date(now.getTime() - 10 * MINUTE)),
      };
    // While the secret is rotated, the provider signs with both.
    case 'webhook-rotated': {
      const [time_, digest] = signPayload(payload, 'whsec_next', now).split(',') as [string, string];
      return { payload, signature: `${time_},${digest},${signature.split(',')[1]}` };
    }
    default:
      return { payload, signature };
  }
}

/** The provider repeats a webhook for days until it is accepted. */
async function reportAll(engine: Engine, shop: Shop): Promise<void> {
  await engine.time.sleep(3 * 60 * MINUTE);
  for (const { status, refunded, reference } of shop.payments.provider.charges) {
    if (refunded === 0 && status !== 'captured') continue;
    const object = { amount_refunded: refunded, currency: 'eur', metadata: { orderId: reference } };
    const type = refunded > 0 ? 'charge.refunded' : 'charge.captured';
    await sendWebhook(engine, shop, { id: `evt_${reference}`, type, data: { object } });
  }
}
