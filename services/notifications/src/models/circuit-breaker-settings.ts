/** When the circuit breaker of an endpoint opens, and how it probes the endpoint. */
export interface CircuitBreakerSettings {
  /** Consecutive failures, across all deliveries to the endpoint. */
  readonly failuresToOpen: number;
  /** Seconds before the first probe, the second, and so on; the last value repeats. */
  readonly resetTimeoutSeconds: readonly number[];
  /** Seconds without a success until the endpoint is disabled. */
  readonly disableAfterSeconds: number;
}
