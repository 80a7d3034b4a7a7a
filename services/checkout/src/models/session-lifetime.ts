const HOUR_SECONDS = 60 * 60;
// A basket survives the night; prices and stock from longer ago are out of date.
const OPEN_SECONDS = 24 * HOUR_SECONDS;
// Support can look up a session for a month, and the table never deletes one whose order is in progress.
const RETENTION_SECONDS = 30 * 24 * HOUR_SECONDS;

/** When a session expires and is deleted, counted from its last change. */
export const newLifetime = (now: Date) => ({
  expiresAt: new Date(now.getTime() + OPEN_SECONDS * 1000).toISOString(),
  removeAt: Math.floor(now.getTime() / 1000) + OPEN_SECONDS + RETENTION_SECONDS,
});
