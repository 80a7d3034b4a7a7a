/** A mapping that delivers to its function until it is stopped. */
export interface RunningMapping {
  /** Stops it and waits for the batches in progress. */
  stop(): Promise<void>;
  /** Whether nothing is waiting or in progress. */
  isIdle(): Promise<boolean>;
}
