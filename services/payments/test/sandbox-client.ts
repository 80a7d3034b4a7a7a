import { runningCloud } from '#libs/testing';

export interface Charge {
  readonly id: string;
  readonly status: string;
  readonly amount: number;
  readonly refunded: number;
}

/** A client of the running sandbox provider. */
export async function sandboxClient() {
  const cloud = runningCloud();
  const url = await cloud.parameter('/tradewind/local/payments/provider-url');
  const headers = {
    authorization: `Bearer ${await cloud.parameter('/tradewind/local/payments/provider-secret-key')}`,
  };
  return {
    async listCharges(orderId: string): Promise<Charge[]> {
      const response = await fetch(`${url}/charges?reference=${orderId}`);
      return ((await response.json()) as { items: Charge[] }).items;
    },
    /** Charges an order behind the back of payments. @returns the id of the authorization */
    async authorize(orderId: string, amount: number): Promise<string> {
      const body = JSON.stringify({ reference: orderId, amount, currency: 'EUR', token: 'tok_success' });
      const response = await fetch(`${url}/authorizations`, {
        method: 'POST',
        headers: { ...headers, 'idempotency-key': crypto.randomUUID() },
        body,
      });
      return ((await response.json()) as { id: string }).id;
    },
    /** Releases an authorization at the provider. */
    async release(authorizationId: string): Promise<void> {
      await fetch(`${url}/authorizations/${authorizationId}/void`, { method: 'POST', headers });
    },
    /** Makes a refund at the provider, without a request of payments. */
    async refund({ id }: Charge, amount: number): Promise<void> {
      const body = JSON.stringify({ amount });
      await fetch(`${url}/authorizations/${id}/refunds-by-provider`, { method: 'POST', headers, body });
    },
  };
}
