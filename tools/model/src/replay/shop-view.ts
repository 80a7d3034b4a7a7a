import type { Inventory } from '../world/inventory.ts';
import type { Order } from '../world/order.ts';
import type { RealShop } from './real-shop.ts';

/** What a replay compares: the part of an order that both the model and the real shop have. */
interface OrderView {
  readonly session: string;
  readonly payment: string | undefined;
  readonly charges: readonly string[];
  readonly order: string | undefined;
  readonly fulfillment: string | undefined;
  readonly reservation: string | undefined;
}

interface View {
  readonly orders: readonly OrderView[];
  /** Available units and holds of each product. */
  readonly stock: Readonly<Record<string, readonly [available: number, holds: number]>>;
}

export function viewOfModel(orders: readonly Order[], { stock, reservations }: Inventory): View {
  return {
    orders: orders.map(({ id, session, payment, charges, record, fulfillment }) => ({
      session,
      payment: payment?.status,
      charges: charges.map(({ status }) => status),
      order: record?.status,
      fulfillment,
      reservation: reservations[id]?.status,
    })),
    stock: Object.fromEntries(
      Object.entries(stock).map(([product, { available, holds }]) => [product, [available, holds.length]]),
    ),
  };
}

interface RealOrder {
  readonly orderId: string;
  readonly sessionId: string;
}

export async function viewOfShop(ids: readonly RealOrder[], shop: RealShop): Promise<View> {
  const { items, reservations } = shop.inventory.records();
  const orders = ids.map(async ({ orderId, sessionId }) => {
    const fulfillment = await shop.fulfillments.get(orderId);
    const isDispatched = fulfillment?.shipments.some(({ status }) => status === 'dispatched');
    return {
      session: (await shop.sessions.find(sessionId))?.status ?? 'none',
      payment: (await shop.payments.get({ orderId }))?.status,
      charges: shop.provider.charges
        .filter(({ reference }) => reference === orderId)
        .map(({ status }) => status),
      order: (await shop.orders.get({ orderId }))?.status,
      fulfillment: isDispatched ? 'dispatched' : fulfillment?.order.status,
      reservation: reservations.find((each) => each.orderId === orderId)?.status,
    };
  });
  const stock = items.map(({ stockId, available, holds }) => [
    stockId,
    [available, Object.keys(holds).length],
  ]);
  return { orders: await Promise.all(orders), stock: Object.fromEntries(stock) as View['stock'] };
}
