import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { maintainStreamRecords } from './dynoxide-stream-records.ts';

const DAY_SECONDS = 24 * 60 * 60;

describe('maintainStreamRecords', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'stream-records-'));
    file = join(folder, 'dynamodb.sqlite');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('deletes records older than 24 hours, except the last record of a table', () => {
    const database = new DatabaseSync(file);
    database.exec(
      'CREATE TABLE _stream_records (id INTEGER PRIMARY KEY, table_name TEXT, sequence_number TEXT, created_at INTEGER)',
    );
    const insert = database.prepare('INSERT INTO _stream_records VALUES (?, ?, ?, ?)');
    insert.run(1, 'orders', '1', 0);
    insert.run(2, 'rare', '1', 0);
    insert.run(3, 'orders', '2', 10);
    insert.run(4, 'orders', '3', DAY_SECONDS + 10);

    maintainStreamRecords(file);
    maintainStreamRecords(file);

    const remaining = database.prepare('SELECT id FROM _stream_records ORDER BY id').all();
    expect(remaining.map(({ id }) => id)).toEqual([2, 3, 4]);
    const plan = database
      .prepare(
        "EXPLAIN QUERY PLAN SELECT COALESCE(MAX(CAST(sequence_number AS INTEGER)), 0) + 1 FROM _stream_records WHERE table_name = 'orders'",
      )
      .all();
    expect(JSON.stringify(plan)).toContain('stream_records_by_sequence');
    database.close();
  });
});
