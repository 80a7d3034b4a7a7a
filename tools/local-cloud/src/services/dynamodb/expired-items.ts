import { openDatabase } from '../../contract/database.ts';
import type { Item } from '../../contract/table-streams.ts';

/** Remembers which items were deleted because their time had come, for their stream records to say so. */
export interface ExpiredItems {
  add(tableName: string, keys: Item): void;
  /** Whether the deletion at that time was of an expired item: the same keys may be written and deleted again later. */
  has(tableName: string, keys: Item, deletedAtSeconds: number): boolean;
  close(): void;
}

// A stream keeps its records for 24 hours: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
const STREAM_RETENTION_MS = 24 * 60 * 60 * 1000;
// A mark is made just before its deletion, and a record's time is cut to whole seconds.
const MARK_TOLERANCE_MS = 5_000;

/** Kept in a file, so that a record that is read again after a crash says the same. */
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
    add: (tableName, keys) => void insert.run(nameOf(tableName, keys), now()),
    has: (tableName, keys, deletedAtSeconds) =>
      select.get(nameOf(tableName, keys), deletedAtSeconds * 1000, MARK_TOLERANCE_MS) !== undefined,
    close: () => database.close(),
  };
}

const nameOf = (tableName: string, keys: Item) =>
  JSON.stringify([tableName, ...Object.entries(keys).toSorted(([one], [other]) => (one < other ? -1 : 1))]);
