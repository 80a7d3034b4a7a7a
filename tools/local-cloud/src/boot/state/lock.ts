import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { CorruptState } from '../../contract/corrupt-state.ts';

export const lockFiles = ['lock', 'pid'];

export class StateInUse extends Error {
  override readonly name = 'StateInUse';
}

/**
 * Locks a state folder for this process.
 * @returns a function that releases the lock
 * @throws StateInUse naming the process that holds the lock
 */
export function lockState(folder: string): () => void {
  const pid = join(folder, 'pid');
  const release = tryLock(join(folder, 'lock'));
  if (release === undefined)
    throw new StateInUse(
      `The local cloud is already running on ${folder} (process ${readPid(pid)}). Stop it first with Ctrl-C or: kill ${readPid(pid)}`,
    );
  writeFileSync(pid, `${process.pid}\n`);
  return release;
}

const RETRY_MS = 100;

/** Waits until no other process holds the lock. @returns a function that releases it */
export async function waitForLock(file: string): Promise<() => void> {
  for (;;) {
    const release = tryLock(file);
    if (release !== undefined) return release;
    await pause(RETRY_MS);
  }
}

/**
 * The lock is an exclusive transaction on an empty SQLite file: the operating system releases it when the process ends,
 * even by a kill. A file with a process id could name an unrelated process by then.
 */
function tryLock(file: string): (() => void) | undefined {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file, { timeout: 0 });
    // Nothing is ever written, so no journal file is needed.
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    const held = database;
    return () => held.close();
  } catch (error) {
    database?.close();
    if (/locked/.test((error as Error).message)) return undefined;
    throw new CorruptState(dirname(file), `${file}: ${(error as Error).message}`, { cause: error });
  }
}

function readPid(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return 'unknown';
  }
}
