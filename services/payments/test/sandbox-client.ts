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
    /** Makes a refund at the provider, without a request of payments. */
    async refund({ id }: Charge, amount: number): Promise<void> {
      const body = JSON.stringify({ amount });
      await fetch(`${url}/authorizations/${id}/refunds-by-provider`, { method: 'POST', headers, body });
    },
  };
}
