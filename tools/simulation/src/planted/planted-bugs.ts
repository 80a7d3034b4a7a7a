/** A mistake that an engineer could make, as a replacement in one file. */
export interface PlantedBug {
  readonly name: string;
  readonly file: string;
  /** Occurs once in the file. */
  readonly find: string;
  readonly replace: string;
}

const payments = 'services/payments/src';
const inventory = 'services/inventory/src';
const checkout = 'services/checkout/src';
const orders = 'services/orders/src';
const fulfillment = 'services/fulfillment/src';
const notifications = 'services/notifications/src';

export const plantedBugs: readonly PlantedBug[] = [
  {
    name: 'each attempt to authorize a payment has its own idempotency key',
    file: `${payments}/controllers/authorize-payment.ts`,
    find: 'idempotencyKey: authorizationKey(orderId),',
    replace: 'idempotencyKey: `${authorizationKey(orderId)}-${deps.now().getTime()}`,',
  },
  {
    name: 'a failed capture is recorded as captured',
    file: `${payments}/controllers/capture-payment.ts`,
    find: 'await provider.capture(authorizationId);',
    replace: 'await provider.capture(authorizationId).catch(() => {});',
  },
  {
    name: 'a failed refund is recorded as refunded',
    file: `${payments}/helpers/refund-captured-payment.ts`,
    find: 'await provider.refund(authorizationId);',
    replace: 'await provider.refund(authorizationId).catch(() => {});',
  },
  {
    name: 'the signature of webhooks is not verified',
    file: `${payments}/controllers/receive-webhook.ts`,
    find: 'verifySignature({ payload, signature, secret: await deps.secret(), now: deps.now() });',
    replace: 'void [verifySignature, signature, deps.secret];',
  },
  {
    name: 'no event is published of a refund',
    file: `${payments}/models/payment-events.ts`,
    find: 'if (refunded > 0) {',
    replace: 'if (refunded < 0) {',
  },
  {
    name: 'a released order does not return its units',
    file: `${inventory}/controllers/release-stock.ts`,
    find: 'if (existing) await returnUnits',
    replace: 'if (!existing) await returnUnits',
  },
  {
    name: 'a repeated reservation ignores the first one',
    file: `${inventory}/controllers/reserve-stock.ts`,
    find: 'const reservation = existing ?? proposed;',
    replace: 'const reservation = existing ? proposed : proposed;',
  },
  {
    name: 'surplus holds are forgotten instead of returned',
    file: `${inventory}/controllers/reserve-stock.ts`,
    find: 'if (includesHold(reservation, toProductId(hold.stockId), hold.hold))',
    replace: 'if (includesHold(reservation, toProductId(hold.stockId), hold.hold) || taken.length > 0)',
  },
  {
    name: 'a repeated request to complete a session is handled as a new one',
    file: `${checkout}/controllers/complete-session.ts`,
    find: 'if (existing) return { ...existing, isSubmitter: false };',
    replace: 'if (existing?.failure) return { ...existing, isSubmitter: false };',
  },
  {
    name: 'a key can be used again with another body',
    file: `${checkout}/models/attempt.ts`,
    find: 'if (existing && existing.fingerprint !== fingerprint)',
    replace: "if (existing && fingerprint === '')",
  },
  {
    name: 'a session is opened by any customer',
    file: `${checkout}/models/session-access.ts`,
    find: ': customerId === toCustomerId(caller);',
    replace: ': toCustomerId(caller) !== undefined;',
  },
  {
    name: 'a session is reopened although its order was placed',
    file: `${checkout}/controllers/close-checkout.ts`,
    find: 'const before = await sessions.complete(sessionId, orderId);',
    replace: 'const before = await sessions.complete(sessionId, `${orderId}x`);',
  },
  {
    name: 'an order is read by any customer',
    file: `${orders}/models/order-access.ts`,
    find: "(caller.kind === 'customer' && caller.customerId === order.customerId)",
    replace: "(caller.kind === 'customer' && order.customerId !== '')",
  },
  {
    name: 'a cancellation does not refund',
    file: 'services/orders/infra/cancel-order.yml',
    find: 'Choices: [{ Variable: $.isPaymentRequired, BooleanEquals: true, Next: RefundPayment }]',
    replace: 'Choices: [{ Variable: $.isPaymentRequired, BooleanEquals: false, Next: RefundPayment }]',
  },
  {
    name: 'an order that is unknown to fulfillment is canceled without a trace',
    file: `${fulfillment}/controllers/cancel-shipments.ts`,
    find: 'await fulfillments.insert(newCanceledFulfillment(orderId, now()));',
    replace: '!(await fulfillments.get(orderId)) && Boolean(newCanceledFulfillment(orderId, now()));',
  },
  {
    name: 'a dispatched order is canceled',
    file: `${fulfillment}/models/fulfillment.ts`,
    find: 'if (shipments.some(isDispatched))',
    replace: 'if (shipments.length > 99 && shipments.some(isDispatched))',
  },
  {
    name: 'the rest of a partly picked shipment is lost',
    file: `${fulfillment}/models/fulfillment.ts`,
    find: 'return withFollowUp(after, shipment, remaining, now);',
    replace: 'return withFollowUp(after, shipment, remaining.slice(1), now);',
  },
  {
    name: 'the shipments of a refunded order are not held',
    file: `${fulfillment}/controllers/hold-shipments.ts`,
    find: 'if (!isFullyRefunded) return;',
    replace: 'if (isFullyRefunded) return;',
  },
  {
    name: 'an email that was sent is sent again for a repeated event',
    file: `${notifications}/helpers/send-email-once.ts`,
    find: 'if (known && isDone(known)) return undefined;',
    replace: "if (known?.status === 'rejected') return void isDone(known);",
  },
  {
    name: 'a repeated event creates another webhook delivery',
    file: `${notifications}/models/delivery.ts`,
    find: 'JSON.stringify([',
    replace: 'JSON.stringify([now.getTime(), ',
  },
  {
    name: 'a message that fails is not delivered again',
    file: 'libs/lambda/src/queues/message-batch-handler.ts',
    find: "return reason === undefined ? 'failed' : 'deferred';",
    replace: "return reason === undefined ? 'failed' : 'consumed';",
  },
  {
    name: 'a command that could be retried is refused',
    file: 'libs/lambda/src/commands/execute-command.ts',
    find: "error instanceof AppError && error.kind !== 'unavailable';",
    replace: 'error instanceof AppError;',
  },
  {
    name: 'a void does not look for an authorization whose response was lost',
    file: `${payments}/controllers/void-payment.ts`,
    find: 'payment.authorizationId ?? (await findAuthorization(payment, deps))',
    replace: 'payment.authorizationId',
  },
  {
    name: 'an authorization that arrives after the void is not voided',
    file: `${payments}/controllers/authorize-payment.ts`,
    find: "if (payment.status === 'voided') await provider.void(authorizationId);",
    replace: "if (payment.status === 'voided') return payment;",
  },
  {
    name: 'a late event of a dispatch overwrites the delivery',
    file: `${orders}/models/shipments.ts`,
    find: 'if (known && (known.deliveredAt !== undefined || shipment.deliveredAt === undefined)) return order;',
    replace: 'if (known && known.deliveredAt === shipment.deliveredAt) return order;',
  },
  {
    name: 'a saga that fails after the authorization does not void it',
    file: 'services/orders/infra/place-order.yml',
    find: 'Catch: &compensate [{ ErrorEquals: [States.ALL], ResultPath: $.error, Next: IsVoidRequired }]',
    replace: 'Catch: &compensate [{ ErrorEquals: [States.ALL], ResultPath: $.error, Next: ReleaseStock }]',
  },
];
