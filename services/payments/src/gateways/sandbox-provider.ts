import { AppError } from '#libs/errors';
import type { Charge } from '../models/charge.ts';
import type { ProviderClient } from './payment-provider.ts';
import { sendRequest } from './send-request.ts';

interface Options {
  readonly url: string;
  readonly secretKey: string;
  readonly timeoutMilliseconds: number;
}

interface SandboxResponse {
  readonly status: number;
  readonly body: {
    readonly id?: string;
    readonly code?: string;
    readonly items?: readonly SandboxCharge[];
    readonly nextCursor?: string;
  };
}

interface SandboxCharge {
  readonly id: string;
  readonly reference: string;
  readonly currency: string;
  readonly status: 'authorized' | 'captured' | 'voided';
  readonly amount: number;
  readonly refunded: number;
}

// The sandbox runs on the same machine, so a longer wait is pointless.
const MAX_TIMEOUT_MILLISECONDS = 2_000;
// The sandbox commits before it responds, so a request that it received has completed by then.
const VISIBLE_AFTER_SECONDS = 5;

/** The client of the sandbox provider in `local/sandbox-provider`. */
export function sandboxProvider({ url, secretKey, timeoutMilliseconds: limit }: Options): ProviderClient {
  const timeoutMilliseconds = Math.min(limit, MAX_TIMEOUT_MILLISECONDS);
  const send = async (
    method: string,
    path: string,
    body?: object,
    idempotencyKey = '',
  ): Promise<SandboxResponse> => {
    const { status, text } = await sendRequest(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${secretKey}`,
        ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
      timeoutMilliseconds,
    }).catch(unavailable);
    if (status === 429 || status >= 500)
      return unavailable(new Error(`The sandbox provider responded ${status}.`));
    return { status, body: parseBody(text) };
  };
  const read = async (path: string) => {
    const { status, body } = await send('GET', path);
    const { items, nextCursor } = body;
    if (status !== 200 || !items) return unexpected(status, body);
    return { items, nextCursor };
  };

  return {
    async authorize({ reference, amount, paymentToken, idempotencyKey }) {
      const { status, body } = await send(
        'POST',
        '/authorizations',
        { reference, amount: amount.amount, currency: amount.currency, token: paymentToken },
        idempotencyKey,
      );
      if (body.code === 'declined') throw new AppError('conflict', 'payment.declined', decline);
      if (body.code === 'token-invalid') throw new AppError('invalid', 'payment.token-invalid', decline);
      if (status !== 201 || body.id === undefined) return unexpected(status, body);
      return { authorizationId: body.id };
    },

    async capture(authorizationId) {
      const { status, body } = await send('POST', `/authorizations/${authorizationId}/capture`);
      if (body.code === 'voided') throw new AppError('conflict', 'payment.voided');
      if (status !== 200) unexpected(status, body);
    },

    async void(authorizationId) {
      const { status, body } = await send('POST', `/authorizations/${authorizationId}/void`);
      if (body.code === 'captured') return 'captured';
      return status === 200 ? 'voided' : unexpected(status, body);
    },

    async refund(authorizationId) {
      const { status, body } = await send('POST', '/refunds', { authorizationId });
      if (status !== 201) unexpected(status, body);
    },

    async find(reference) {
      const { items } = await read(`/authorizations?reference=${encodeURIComponent(reference)}`);
      const [found] = items;
      return { visibleAfterSeconds: VISIBLE_AFTER_SECONDS, ...(found && { authorizationId: found.id }) };
    },

    async list({ from, to, cursor }) {
      const query = new URLSearchParams({ from: from.toISOString(), to: to.toISOString() });
      if (cursor !== undefined) query.set('cursor', cursor);
      const { items, nextCursor } = await read(`/authorizations?${query}`);
      return { charges: items.map(toCharge), ...(nextCursor !== undefined && { nextCursor }) };
    },
  };
}

const toCharge = ({ id, reference, currency, status, amount, refunded }: SandboxCharge): Charge => ({
  authorizationId: id,
  orderId: reference,
  currency,
  isVoided: status === 'voided',
  authorizedTotal: amount,
  capturedTotal: status === 'captured' ? amount : 0,
  refundedTotal: refunded,
});

const decline = { detail: 'Pay with another card.' };

/** The sandbox responds with objects; anything else is the response of another program, such as a proxy. */
function parseBody(text: string): SandboxResponse['body'] {
  try {
    const body = JSON.parse(text) as SandboxResponse['body'] | null;
    if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
  } catch (error) {
    return unavailable(error);
  }
  return unavailable(new Error('The response is not an object.'));
}

function unavailable(cause: unknown): never {
  throw new AppError('unavailable', 'payment.provider-unavailable', { cause });
}

function unexpected(status: number, body: object): never {
  throw new Error(`The sandbox provider responded ${status} ${JSON.stringify(body)}.`);
}
