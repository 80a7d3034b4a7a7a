const HOUR_SECONDS = 60 * 60;
// A basket left overnight is still there; prices and stock of longer ago are nobody's promise.
const OPEN_SECONDS = 24 * HOUR_SECONDS;
// Support can look a session up for a month, and no purchase under way is ever taken from the table.
const KEPT_SECONDS = 30 * 24 * HOUR_SECONDS;

/** How long a session lives after a change. */
export const lifetimeFrom = (now: Date) => ({
  expiresAt: new Date(now.getTime() + OPEN_SECONDS * 1000).toISOString(),
  removeAt: Math.floor(now.getTime() / 1000) + OPEN_SECONDS + KEPT_SECONDS,
});
