/** When an endpoint counts as down, and how it comes back. */
export interface CircuitSettings {
  /** In a row, whatever the deliveries. */
  readonly failuresToOpen: number;
  /** Before the first probe, the second, …; the last holds for all that follow. */
  readonly coolDownSeconds: readonly number[];
  /** Without a single success. */
  readonly disableAfterSeconds: number;
}
