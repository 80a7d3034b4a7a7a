import { DatabaseSync } from 'node:sqlite';

// A stream keeps its records for 24 hours: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
const RETENTION_SECONDS = 24 * 60 * 60;

/**
 * Helps dynoxide 1.2.1 with its table of stream records, which it searches whole at each write and never trims:
 * after 20,000 records a put took ten times as long.
 *
 * @param file dynoxide's database, its schema in place; dynoxide may have it open.
 */
export function tendStreamRecords(file: string): void {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA busy_timeout = 5000');
    database.exec(
      'CREATE INDEX IF NOT EXISTS stream_records_by_sequence ON _stream_records (table_name, CAST(sequence_number AS INTEGER))',
    );
    // Time stands still while the local cloud is off, or a long weekend would lose what was not delivered. The last
    // record of each table stays: dynoxide counts on from it.
    database.exec(`
      DELETE FROM _stream_records
      WHERE created_at < (SELECT MAX(created_at) FROM _stream_records) - ${RETENTION_SECONDS}
        AND id NOT IN (SELECT MAX(id) FROM _stream_records GROUP BY table_name)
    `);
  } finally {
    database.close();
  }
}
