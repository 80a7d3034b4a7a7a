/** Gives places to requests that wait for an order, so that waiting never takes the concurrency that completing needs. */
export interface WaitingRoom {
  /**
   * Takes a place for a request.
   *
   * @param repeated  the session, if the request repeats an earlier one. Only one repetition of a session has a place at a
   *   time, so that no client takes all places; the request that submitted the session is the only one of its kind.
   * @returns how to give the place back; undefined when a repetition has a place already, or when no place is free
   */
  enter(repeated?: { readonly sessionId: string }): Promise<(() => Promise<void>) | undefined>;
}
