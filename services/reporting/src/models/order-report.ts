import { countUnits, toOrderStatus, type PlacedOrderProjection } from './order-projection.ts';

export type ColumnType = 'string' | 'timestamp' | 'integer' | 'json';

/** The columns of an export, in order. The README describes them. */
export const reportColumns = [
  { name: 'order_id', type: 'string', isOptional: false },
  { name: 'placed_at', type: 'timestamp', isOptional: false },
  { name: 'status', type: 'string', isOptional: false },
  { name: 'customer_id', type: 'string', isOptional: true },
  { name: 'country', type: 'string', isOptional: false },
  { name: 'shipping_option', type: 'string', isOptional: false },
  { name: 'currency', type: 'string', isOptional: false },
  { name: 'subtotal', type: 'integer', isOptional: false },
  { name: 'discount', type: 'integer', isOptional: false },
  { name: 'shipping', type: 'integer', isOptional: false },
  { name: 'tax', type: 'integer', isOptional: false },
  { name: 'total', type: 'integer', isOptional: false },
  { name: 'refunded_total', type: 'integer', isOptional: false },
  { name: 'units', type: 'integer', isOptional: false },
  { name: 'line_items', type: 'json', isOptional: false },
  { name: 'canceled_at', type: 'timestamp', isOptional: true },
  { name: 'first_dispatched_at', type: 'timestamp', isOptional: true },
  { name: 'last_delivered_at', type: 'timestamp', isOptional: true },
] as const satisfies readonly { name: string; type: ColumnType; isOptional: boolean }[];

type ColumnName = (typeof reportColumns)[number]['name'];

/** An order as a row: amounts in minor units, times in ISO 8601, line items as an array. */
export type ReportRow = Readonly<Record<ColumnName, unknown>>;

export function toReportRow(order: PlacedOrderProjection): ReportRow {
  const { placed, canceledAt, refundedTotal, shipments } = order;
  const dispatches = Object.values(shipments).map(({ dispatchedAt }) => dispatchedAt);
  const deliveries = Object.values(shipments).flatMap(({ deliveredAt }) => deliveredAt ?? []);
  return {
    order_id: order.orderId,
    placed_at: placed.placedAt,
    status: toOrderStatus(order),
    customer_id: placed.customerId,
    country: placed.country,
    shipping_option: placed.shippingOption,
    currency: placed.currency,
    ...placed.totals,
    refunded_total: refundedTotal,
    units: countUnits(placed),
    line_items: placed.lineItems.map(({ productId, quantity, title, unitPrice, total }) => ({
      product_id: productId,
      quantity,
      title,
      unit_price: unitPrice,
      total,
    })),
    canceled_at: canceledAt,
    first_dispatched_at: dispatches.toSorted()[0],
    last_delivered_at: deliveries.toSorted().at(-1),
  };
}
