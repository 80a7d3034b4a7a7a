import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CorruptState } from './corrupt-state.ts';

/**
 * Opens a SQLite file whose commits survive a kill.
 * @throws CorruptState if the file is not a database or is damaged
 */
export function openDatabase(file: string): DatabaseSync {
  try {
    const database = new DatabaseSync(file);
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 2000');
    const findings = database.prepare('PRAGMA quick_check(1)').get();
    if (findings?.['quick_check'] !== 'ok') throw new Error(String(findings?.['quick_check']));
    return database;
  } catch (error) {
    throw new CorruptState(dirname(file), `${file}: ${(error as Error).message}`, { cause: error });
  }
}
