import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { openDatabase } from '../../contract/database.ts';

export interface KeyRepository {
  /** Creates a key with random material. An existing key keeps its material. */
  create(keyId: string): void;
  /** Returns the 256 bits of a key. */
  find(keyId: string): Buffer | undefined;
  close(): void;
}

/** Stores keys in `keys.sqlite` in the state folder: what was encrypted can be decrypted after a restart. */
export function createKeyRepository(stateFolder: string): KeyRepository {
  const database = openDatabase(join(stateFolder, 'keys.sqlite'));
  database.exec('CREATE TABLE IF NOT EXISTS keys (keyId TEXT PRIMARY KEY, material BLOB NOT NULL)');
  const insert = database.prepare('INSERT OR IGNORE INTO keys (keyId, material) VALUES (?, ?)');
  const select = database.prepare('SELECT material FROM keys WHERE keyId = ?');
  return {
    create: (keyId) => void insert.run(keyId, randomBytes(32)),
    find(keyId) {
      const row = select.get(keyId);
      return row && Buffer.from(row['material'] as Uint8Array);
    },
    close: () => database.close(),
  };
}
