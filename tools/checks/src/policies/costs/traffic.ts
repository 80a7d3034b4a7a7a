/** The traffic of the estimate. Change it to match yours. */
export const traffic = {
  ordersPerMonth: 100_000,
  /**
   * Invocations per order, for functions that do not run exactly once: customers look at many products before they
   * buy one, and staff change few.
   */
  callsPerOrder: [
    [/^catalog\/(get-product|list-products)$/, 20],
    [/^catalog\/(list-categories|get-category)$/, 5],
    [/^catalog\//, 0.01],
    [/^inventory\/get-stock$/, 10],
    [/^inventory\/(create-adjustment|list-adjustments|list-reservations|check-)/, 0.01],
    [/^inventory\/publish-/, 3],
    [/^checkout\/update-session$/, 3],
    [/^checkout\/get-session$/, 5],
    [/^checkout\/update-product-projections$/, 3],
    [/^checkout\/(close|publish)-/, 2],
    [/^checkout\/(reopen-checkout|cancel-session)$/, 0.1],
    [/^checkout\/return-redemptions$/, 0.05],
    [/^checkout\/(create|list|get|replace|put)-(discount|shipping-option|tax-rate)s?$/, 0.01],
    [/^payments\/(void|refund)-payment$/, 0.05],
    [/^orders\/(cancel-order|start-cancellation|mark-canceled|reject-order|record-refunds)$/, 0.05],
    [/^(orders|payments|fulfillment)\/publish-/, 4],
    [/^fulfillment\/hold-shipments$/, 0.05],
    [/^notifications\/(on-event|deliver-webhook)/, 5],
    [/^identity\//, 0.5],
    [/^reporting\/update-order-/, 4],
    [/^reporting\//, 0.001],
  ] as readonly (readonly [RegExp, number])[],
  /** State transitions of an execution, by the logical id of its state machine; 0 for others. */
  transitionsPerOrder: {
    'orders/PlaceOrderStateMachine': 20,
    'orders/CancelOrderStateMachine': 0.5,
  } as Readonly<Record<string, number>>,
  /** Hours that ECS tasks run per month, by the logical id of the task definition: a daily report of ten minutes. */
  taskHoursPerMonth: { 'reporting/RunJobTask': 5 } as Readonly<Record<string, number>>,
  /** The duration of a warm invocation that reads and writes a table. */
  millisecondsPerCall: 60,
  /** Functions with another duration. */
  millisecondsByFunction: [
    [/^checkout\/complete-session$/, 1500],
    [/^payments\/(authorize|capture|void|refund)-payment$/, 800],
    [/^catalog\/on-image-uploaded$/, 4000],
    [/^notifications\/deliver-webhook/, 400],
  ] as readonly (readonly [RegExp, number])[],
  /** Three lines of 1 KB per invocation, platform lines included. */
  logBytesPerCall: 3000,
  /** X-Ray's default sampling rule: one request per second and 5 % of the rest. */
  tracedShare: 0.05,
} as const;
