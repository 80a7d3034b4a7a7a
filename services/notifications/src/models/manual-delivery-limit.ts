/**
 * Deliveries that a customer requests: tests, redeliveries and enabled endpoints. Per customer, because an endpoint can be
 * deleted and created again. Enough to test ten endpoints and to redeliver by hand.
 */
export const MANUAL_DELIVERY_LIMIT = {
  code: 'endpoint.too-many-requests',
  limit: 20,
  windowSeconds: 60,
};
