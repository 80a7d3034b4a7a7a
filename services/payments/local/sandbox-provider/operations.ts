import { randomUUID } from 'node:crypto';
import type { Answer, Charge, Ledger } from './ledger.ts';

/** A request as the operations see it. */
export interface ProviderRequest {
  readonly parameters: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
}

type Operation = (request: ProviderRequest) => Answer;

const TOKENS = ['tok_success', 'tok_timeout_after_charge', 'tok_unavailable_once'];

/** What the provider does, each a change of its books and the event that tells of it. */
export function operations(ledger: Ledger) {
  const tell = (type: string, charge: Charge) => {
    const id = `evt_${randomUUID()}`;
    ledger.addEvent(id, JSON.stringify(eventOf(id, type, charge)));
  };
  const onCharge =
    (
      work: (charge: Charge, request: ProviderRequest) => Answer,
      idSchema: (request: ProviderRequest) => string,
    ) =>
    (request: ProviderRequest): Answer => {
      const charge = ledger.charge(idSchema(request));
      return charge ? work(charge, request) : refusal(404, 'authorization-unknown');
    };
  const inPath = ({ parameters }: ProviderRequest) => parameters[0] ?? '';
  const inBody = ({ body }: ProviderRequest) => String(body['authorizationId']);

  const authorize: Operation = ({ body }) => {
    const { reference, amount, currency, token } = body;
    if (!Number.isSafeInteger(amount) || typeof reference !== 'string' || typeof currency !== 'string')
      return refusal(400, 'request-invalid');
    if (token === 'tok_declined') return refusal(402, 'declined');
    if (!TOKENS.includes(String(token))) return refusal(422, 'token-invalid');
    return { status: 201, body: ledger.add({ reference, amount: Number(amount), currency }) };
  };

  const capture = onCharge((charge) => {
    if (charge.status === 'voided') return refusal(409, 'voided');
    if (charge.status === 'captured') return { status: 200, body: charge };
    const captured: Charge = { ...charge, status: 'captured' };
    ledger.update(captured);
    tell('charge.captured', captured);
    return { status: 200, body: captured };
  }, inPath);

  const release = onCharge((charge) => {
    if (charge.status === 'captured') return refusal(409, 'captured');
    const voided: Charge = { ...charge, status: 'voided' };
    ledger.update(voided);
    return { status: 200, body: voided };
  }, inPath);

  const giveBack = (charge: Charge, { body }: ProviderRequest): Answer => {
    if (charge.status !== 'captured') return refusal(409, 'not-captured');
    const left = charge.amount - charge.refunded;
    const amount = Number(body['amount'] ?? left);
    if (!Number.isSafeInteger(amount) || amount < 0 || amount > left) return refusal(400, 'amount-invalid');
    if (amount === 0) return { status: 201, body: charge };
    const refunded: Charge = { ...charge, refunded: charge.refunded + amount };
    ledger.update(refunded);
    tell('charge.refunded', refunded);
    return { status: 201, body: refunded };
  };

  return {
    authorize,
    capture,
    release,
    refund: onCharge(giveBack, inBody),
    /** What an employee of the provider, or a bank after a dispute, does without being asked by us. */
    refundByProvider: onCharge(giveBack, inPath),
  };
}

/** In Stripe's form: https://docs.stripe.com/api/events/object */
const eventOf = (id: string, type: string, charge: Charge) => ({
  id,
  object: 'event',
  type,
  created: Math.floor(Date.now() / 1000),
  data: {
    object: {
      object: 'charge',
      payment_intent: charge.id,
      amount: charge.amount,
      amount_captured: charge.amount,
      amount_refunded: charge.refunded,
      currency: charge.currency.toLowerCase(),
      metadata: { orderId: charge.reference },
    },
  },
});

export const refusal = (status: number, code: string): Answer => ({ status, body: { code } });
