/** A mapping that delivers from its source to its function until it is stopped. */
export interface RunningMapping {
  /** Ends it, and waits for the batches under way. */
  stop(): Promise<void>;
  /** Whether nothing waits to be delivered, and nothing is being worked on. */
  isIdle(): Promise<boolean>;
}
