import { DatabaseSync } from 'node:sqlite';

// A stream keeps its records for 24 hours: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
const RETENTION_SECONDS = 24 * 60 * 60;

/**
 * Indexes and trims the stream records of dynoxide 1.2.1, which scans them all on each write and never deletes any:
 * after 20,000 records a put took ten times as long.
 *
 * @param file the database of dynoxide, with its schema; dynoxide may have it open.
 */
export function maintainStreamRecords(file: string): void {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA busy_timeout = 5000');
    database.exec(
      'CREATE INDEX IF NOT EXISTS stream_records_by_sequence ON _stream_records (table_name, CAST(sequence_number AS INTEGER))',
    );
    // The age is relative to the newest record, so that undelivered records survive a long time without the local
    // cloud. The last record of each table stays, because dynoxide derives the next sequence number from it.
    database.exec(`
      DELETE FROM _stream_records
      WHERE created_at < (SELECT MAX(created_at) FROM _stream_records) - ${RETENTION_SECONDS}
        AND id NOT IN (SELECT MAX(id) FROM _stream_records GROUP BY table_name)
    `);
  } finally {
    database.close();
  }
}
