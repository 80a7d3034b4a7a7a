export {
  CaughtError,
  COMMAND_REFUSED,
  commandContract,
  findRefusal,
  type CommandContract,
  type CommandOf,
  type Refusal,
} from './command-contract.ts';
export { eventContract, type EventContract, type EventEnvelope, type EventOf } from './event-contract.ts';
export { ImportedProduct, MAX_IMPORTED_ATTRIBUTES, Sku } from './imported-product.ts';
export { AuthorizedPayment } from './authorized-payment.ts';
export { CancellationReason } from './cancellation-reason.ts';
export { MAX_ORDER_LINES, ProductQuantity, ProductTitle, SoldLineItem, Totals } from './line-item.ts';
export { ShippingOptionId } from './purchase-fields.ts';
export { Carrier, TrackingNumber } from './shipment-fields.ts';
export { ReservationState, type ReservationPage, type StockCheck, type StockFinding } from './reservation.ts';

export { default as CheckoutSubmitted } from './events/checkout-submitted.schema.ts';
export { default as CustomerRegistered } from './events/customer-registered.schema.ts';
export { default as OrderCanceled } from './events/order-canceled.schema.ts';
export { default as OrderPlaced } from './events/order-placed.schema.ts';
export { default as PaymentCaptured } from './events/payment-captured.schema.ts';
export { default as PaymentRefunded } from './events/payment-refunded.schema.ts';
export { default as PaymentFailed } from './events/payment-failed.schema.ts';
export { default as ProductChanged } from './events/product-changed.schema.ts';
export { default as ShipmentDelivered } from './events/shipment-delivered.schema.ts';
export { default as ShipmentDispatched } from './events/shipment-dispatched.schema.ts';
export { default as StockChanged } from './events/stock-changed.schema.ts';
export { default as AuthorizePayment } from './commands/authorize-payment.schema.ts';
export { default as CancelShipments } from './commands/cancel-shipments.schema.ts';
export { default as CapturePayment } from './commands/capture-payment.schema.ts';
export { default as CheckStock } from './commands/check-stock.schema.ts';
export { default as CloseCheckout } from './commands/close-checkout.schema.ts';
export { default as CommitStock } from './commands/commit-stock.schema.ts';
export { default as ListReservations } from './commands/list-reservations.schema.ts';
export { default as ImportProducts, type RejectedProduct } from './commands/import-products.schema.ts';
export { default as RefundPayment } from './commands/refund-payment.schema.ts';
export { default as ReleaseStock } from './commands/release-stock.schema.ts';
export { default as ReopenCheckout } from './commands/reopen-checkout.schema.ts';
export { default as ReserveStock } from './commands/reserve-stock.schema.ts';
export { default as RestockOrder } from './commands/restock-order.schema.ts';
export { default as VoidPayment } from './commands/void-payment.schema.ts';
