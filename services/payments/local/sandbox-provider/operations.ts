import { randomUUID } from 'node:crypto';
import type { ProviderResponse, Charge, SandboxRepository } from './sandbox-repository.ts';

/** A parsed request. */
export interface ProviderRequest {
  readonly parameters: readonly string[];
  readonly body: Readonly<Record<string, unknown>>;
}

type Operation = (request: ProviderRequest) => ProviderResponse;

const TOKENS = ['tok_success', 'tok_timeout_after_charge', 'tok_unavailable_once'];

/** The operations of the provider; each changes a charge and adds its event. */
export function operations(repository: SandboxRepository) {
  const addEvent = (type: string, charge: Charge) => {
    const id = `evt_${randomUUID()}`;
    repository.addEvent(id, JSON.stringify(toStripeEvent(id, type, charge)));
  };
  const onCharge =
    (
      work: (charge: Charge, request: ProviderRequest) => ProviderResponse,
      chargeId: (request: ProviderRequest) => string,
    ) =>
    (request: ProviderRequest): ProviderResponse => {
      const charge = repository.getCharge(chargeId(request));
      return charge ? work(charge, request) : refusal(404, 'authorization-unknown');
    };
  const idInPath = ({ parameters }: ProviderRequest) => parameters[0] ?? '';
  const idInBody = ({ body }: ProviderRequest) => String(body['authorizationId']);

  const authorize: Operation = ({ body }) => {
    const { reference, amount, currency, token } = body;
    if (!Number.isSafeInteger(amount) || typeof reference !== 'string' || typeof currency !== 'string')
      return refusal(400, 'request-invalid');
    if (token === 'tok_declined') return refusal(402, 'declined');
    if (!TOKENS.includes(String(token))) return refusal(422, 'token-invalid');
    return { status: 201, body: repository.addCharge({ reference, amount: Number(amount), currency }) };
  };

  const capture = onCharge((charge) => {
    if (charge.status === 'voided') return refusal(409, 'voided');
    if (charge.status === 'captured') return { status: 200, body: charge };
    const captured: Charge = { ...charge, status: 'captured' };
    repository.updateCharge(captured);
    addEvent('charge.captured', captured);
    return { status: 200, body: captured };
  }, idInPath);

  const release = onCharge((charge) => {
    if (charge.status === 'captured') return refusal(409, 'captured');
    const voided: Charge = { ...charge, status: 'voided' };
    repository.updateCharge(voided);
    return { status: 200, body: voided };
  }, idInPath);

  const refundCharge = (charge: Charge, { body }: ProviderRequest): ProviderResponse => {
    if (charge.status !== 'captured') return refusal(409, 'not-captured');
    const remaining = charge.amount - charge.refunded;
    const amount = Number(body['amount'] ?? remaining);
    if (!Number.isSafeInteger(amount) || amount < 0 || amount > remaining)
      return refusal(400, 'amount-invalid');
    if (amount === 0) return { status: 201, body: charge };
    const refunded: Charge = { ...charge, refunded: charge.refunded + amount };
    repository.updateCharge(refunded);
    addEvent('charge.refunded', refunded);
    return { status: 201, body: refunded };
  };

  return {
    authorize,
    capture,
    release,
    refund: onCharge(refundCharge, idInBody),
    /** A refund that the provider makes itself, such as after a dispute. */
    refundByProvider: onCharge(refundCharge, idInPath),
  };
}

/** In Stripe's format: https://docs.stripe.com/api/events/object */
const toStripeEvent = (id: string, type: string, charge: Charge) => ({
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

export const refusal = (status: number, code: string): ProviderResponse => ({ status, body: { code } });
