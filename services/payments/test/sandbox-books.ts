import { runningCloud } from '#libs/testing';

export interface Charge {
  readonly id: string;
  readonly status: string;
  readonly amount: number;
  readonly refunded: number;
}

/** The running sandbox provider, asked directly. */
export async function sandboxBooks() {
  const cloud = runningCloud();
  const url = await cloud.parameter('/tradewind/local/payments/provider-url');
  const headers = {
    authorization: `Bearer ${await cloud.parameter('/tradewind/local/payments/provider-secret-key')}`,
  };
  return {
    async chargesOf(orderId: string): Promise<Charge[]> {
      const response = await fetch(`${url}/charges?reference=${orderId}`);
      return ((await response.json()) as { items: Charge[] }).items;
    },
    /** Gives money back without being asked by the shop. */
    async refund({ id }: Charge, amount: number): Promise<void> {
      const body = JSON.stringify({ amount });
      await fetch(`${url}/authorizations/${id}/refunds-by-provider`, { method: 'POST', headers, body });
    },
  };
}
