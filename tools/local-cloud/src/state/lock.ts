import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { CorruptState } from './corrupt-state.ts';

export const lockFiles = ['lock', 'pid'];

export class StateInUse extends Error {
  override readonly name = 'StateInUse';
}

/**
 * Keeps a second run off a state folder. The lock is an exclusive transaction on an empty SQLite file, so that the
 * operating system gives it up with the process, however that ends; a pid in a file may by then belong to another.
 * @returns releases the lock
 * @throws StateInUse naming the process that holds it
 */
export function lockState(folder: string): () => void {
  const lock = join(folder, 'lock');
  const pid = join(folder, 'pid');
  const database = openLock(folder, lock);
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (!/locked/.test((error as Error).message))
      throw new CorruptState(folder, `${lock}: ${(error as Error).message}`, { cause: error });
    throw new StateInUse(
      `The local cloud already runs on ${folder} (process ${readPid(pid)}). End that one first, or give this one a state folder of its own.`,
      { cause: error },
    );
  }
  writeFileSync(pid, `${process.pid}\n`);
  return () => database.close();
}

function openLock(folder: string, lock: string): DatabaseSync {
  try {
    return new DatabaseSync(lock);
  } catch (error) {
    throw new CorruptState(folder, `${lock}: ${(error as Error).message}`, { cause: error });
  }
}

function readPid(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return 'unknown';
  }
}
