import { openDatabase } from '../../contract/database.ts';
import type { Item } from '../../contract/table-streams.ts';

/** Records which items Time to Live deleted, so that their stream records can be marked as such. */
export interface ExpiredItems {
  add(tableName: string, keys: Item): void;
  /** Whether Time to Live deleted the item at that time; the same keys may be written and deleted again later. */
  has(tableName: string, keys: Item, deletedAtSeconds: number): boolean;
  close(): void;
}

// A stream keeps its records for 24 hours: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
const STREAM_RETENTION_MS = 24 * 60 * 60 * 1000;
// The time is recorded just before the deletion, and stream records have whole seconds.
const TOLERANCE_MS = 5_000;

/** Stored in a file, so that records read again after a crash stay the same. */
export function createExpiredItems({
  file,
  now = Date.now,
}: {
  readonly file: string;
  readonly now?: () => number;
}): ExpiredItems {
  const database = openDatabase(file);
  database.exec(`
    CREATE TABLE IF NOT EXISTS expired_items (
      item TEXT PRIMARY KEY,
      expired_at_ms INTEGER NOT NULL
    ) WITHOUT ROWID;
  `);
  database.prepare('DELETE FROM expired_items WHERE expired_at_ms < ?').run(now() - STREAM_RETENTION_MS);
  const insert = database.prepare('INSERT OR REPLACE INTO expired_items VALUES (?, ?)');
  const select = database.prepare(
    'SELECT 1 FROM expired_items WHERE item = ? AND abs(expired_at_ms - ?) < ?',
  );
  return {
    add: (tableName, keys) => void insert.run(toItemId(tableName, keys), now()),
    has: (tableName, keys, deletedAtSeconds) =>
      select.get(toItemId(tableName, keys), deletedAtSeconds * 1000, TOLERANCE_MS) !== undefined,
    close: () => database.close(),
  };
}

const toItemId = (tableName: string, keys: Item) =>
  JSON.stringify([tableName, ...Object.entries(keys).toSorted(([left], [right]) => (left < right ? -1 : 1))]);
