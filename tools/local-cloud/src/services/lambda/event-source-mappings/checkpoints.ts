import { openDatabase } from '../../../contract/database.ts';

/** The position of each mapping in each shard of its stream. */
export interface Checkpoints {
  /** @returns the sequence number of the last processed record, '' for none yet, undefined for a new mapping */
  get(mappingId: string, streamArn: string, shardId: string): string | undefined;
  set(mappingId: string, streamArn: string, shardId: string, sequenceNumber: string): void;
  close(): void;
}

/**
 * Stored in a file: after a kill, a record may be delivered twice, but none is lost.
 *
 * @throws CorruptState where the file cannot be read.
 */
export function openCheckpoints({ file }: { readonly file: string }): Checkpoints {
  const database = openDatabase(file);
  database.exec(`
    CREATE TABLE IF NOT EXISTS checkpoints (
      mapping_id TEXT, stream_arn TEXT, shard_id TEXT, sequence_number TEXT NOT NULL,
      PRIMARY KEY (mapping_id, stream_arn, shard_id)
    ) WITHOUT ROWID;
  `);
  const select = database.prepare(
    'SELECT sequence_number FROM checkpoints WHERE mapping_id = ? AND stream_arn = ? AND shard_id = ?',
  );
  const upsert = database.prepare('INSERT OR REPLACE INTO checkpoints VALUES (?, ?, ?, ?)');
  return {
    get: (...shard) => select.get(...shard)?.['sequence_number'] as string | undefined,
    set: (...checkpoint) => void upsert.run(...checkpoint),
    close: () => database.close(),
  };
}
