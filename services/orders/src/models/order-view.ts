import { SoldLineItem, Totals } from '#libs/contracts';
import { Address, Currency, CustomerId, idSchema, Instant } from '#libs/models';
import { Type, type Static } from 'typebox';
import { isPaymentRequired, type Order, type OrderStatus, type ConfirmedOrder } from './order.ts';
import { Shipment } from './shipments.ts';

/** An order in API responses. Amounts are in minor units of `currency`. */
export const OrderView = Type.Object(
  {
    orderId: idSchema('ord'),
    status: Type.Enum(['placed', 'shipped', 'delivered', 'canceled']),
    customerId: Type.Optional(CustomerId),
    email: Type.String(),
    shippingAddress: Address,
    shippingOption: Type.String(),
    lineItems: Type.Array(SoldLineItem),
    totals: Totals,
    currency: Currency,
    payment: Type.Object({
      status: Type.Enum(['captured', 'partially-refunded', 'refunded', 'not-required']),
      amount: Type.Integer({ minimum: 0 }),
      refunded: Type.Integer({ minimum: 0 }),
    }),
    shipments: Type.Array(Shipment),
    placedAt: Instant,
    cancellation: Type.Optional(
      Type.Object({
        reason: Type.String(),
        requestedAt: Instant,
        canceledAt: Type.Optional(Instant),
        rejectedAt: Type.Optional(Instant),
        rejectionCode: Type.Optional(Type.String()),
      }),
    ),
  },
  { title: 'Order' },
);
export type OrderView = Static<typeof OrderView>;

export const toOrderView = (order: ConfirmedOrder): OrderView => ({
  orderId: order.orderId,
  status: visibleStatus(order.status),
  ...(order.customerId !== undefined && { customerId: order.customerId }),
  email: order.email,
  shippingAddress: order.shippingAddress,
  shippingOption: order.shippingOption,
  lineItems: order.lineItems,
  totals: order.totals,
  currency: order.currency,
  payment: toPaymentView(order),
  shipments: [...order.shipments],
  placedAt: order.placedAt,
  ...(order.cancellation && { cancellation: toCancellationView(order.cancellation) }),
});

const toCancellationView = ({ requestId: _, ...view }: NonNullable<Order['cancellation']>) => view;

/** A canceling order stays `placed` until refund and restock; its `cancellation` shows the request. */
function visibleStatus(status: OrderStatus): OrderView['status'] {
  return status === 'shipped' || status === 'delivered' || status === 'canceled' ? status : 'placed';
}

function toPaymentView(order: Order): OrderView['payment'] {
  const { refundedTotal: refunded } = order;
  const { total: amount } = order.totals;
  if (!isPaymentRequired(order)) return { status: 'not-required', amount, refunded };
  const refundStatus = refunded < amount ? 'partially-refunded' : 'refunded';
  return { status: refunded === 0 ? 'captured' : refundStatus, amount, refunded };
}
