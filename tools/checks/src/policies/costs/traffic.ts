/** The traffic that the estimate is for: yours to change. All else follows from what one purchase sets in motion. */
export const traffic = {
  purchasesPerMonth: 100_000,
  /**
   * How often a function runs for each purchase, where it is not once: people look at many products before they buy
   * one, and staff change few. A function that is not named runs once.
   */
  callsPerPurchase: [
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
    [/^checkout\/(create|list|get|replace|put)-(discount|shipping-option|tax-rate)s?$/, 0.01],
    [/^payments\/(void|refund)-payment$/, 0.05],
    [/^orders\/(cancel-order|start-cancellation|mark-canceled|reject-order|keep-refunds)$/, 0.05],
    [/^(orders|payments|fulfillment)\/publish-/, 4],
    [/^notifications\/(on-event|deliver-webhook)/, 5],
    [/^identity\//, 0.5],
    [/^reporting\/keep-/, 4],
    [/^reporting\//, 0.001],
  ] as readonly (readonly [RegExp, number])[],
  /** States that an execution passes, by the logical id of its state machine. One that is not named: none. */
  transitionsPerPurchase: {
    'orders/PlaceOrderStateMachine': 18,
    'orders/CancelOrderStateMachine': 0.5,
  } as Readonly<Record<string, number>>,
  /** How long tasks on ECS run in a month, by the logical id of their definition: a report a day of ten minutes. */
  taskHoursPerMonth: { 'reporting/RunJobTask': 5 } as Readonly<Record<string, number>>,
  /** A warm call that reads and writes a table, seen from inside. */
  millisecondsPerCall: 60,
  /** What takes another time. */
  millisecondsOf: [
    [/^checkout\/complete-session$/, 1500],
    [/^payments\/(authorize|capture|void|refund)-payment$/, 800],
    [/^catalog\/on-image-uploaded$/, 4000],
    [/^notifications\/deliver-webhook/, 400],
  ] as readonly (readonly [RegExp, number])[],
  /** Three lines of a KB for each call, platform lines included. */
  logBytesPerCall: 3000,
  /** X-Ray's default rule: one a second and five in a hundred of the rest. */
  tracedShare: 0.05,
} as const;
