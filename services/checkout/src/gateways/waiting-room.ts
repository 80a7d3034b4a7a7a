/** Gives places to requests that wait for an order, so that waiting never takes the concurrency that completing needs. */
export interface WaitingRoom {
  /**
   * Takes a place for a session. Each session has at most one.
   *
   * @returns how to give the place back; undefined when the session has a place already, or when no place is free
   */
  enter(sessionId: string): Promise<(() => Promise<void>) | undefined>;
}
