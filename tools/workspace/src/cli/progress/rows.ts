/**
 * What a long command does now: one row for each thing it works on, with what was done to it and how long each took,
 * such as `catalog  packaged 4.1 s · deploying 300 ms`. Rows are addressed by their title.
 */
export interface Rows {
  /** Shows an activity and, from now on, its time. A new text for a running activity keeps the time: `120 of 400`. */
  begin(title: string, activity: string): void;
  /** Replaces the activity by its result and time. A result without an activity has no time. */
  end(title: string, result: string): void;
  /** Marks the row as complete. */
  complete(title: string): void;
  /** Marks the row as failed; its activity stays. */
  fail(title: string): void;
  /** Leaves the state of all rows on the screen, and shows what was printed meanwhile. */
  close(): Promise<void>;
}

/** Shows nothing: for tests. */
export const silentRows: Rows = {
  begin() {},
  end() {},
  complete() {},
  fail() {},
  async close() {},
};
