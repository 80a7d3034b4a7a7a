import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Where the tests leave what they saw, for checks to read: one JSON value a line. */
export const testRecordPath = (workspaceFolder: string, name: string): string =>
  join(workspaceFolder, '.local', 'test-record', `${name}.jsonl`);

/** Writes what the tests saw. A part of the tests adds to what the last whole run left. */
export function writeTestRecord(
  path: string,
  rows: readonly object[],
  { isWhole }: { readonly isWhole: boolean },
): void {
  const lines = new Set(rows.map((row) => JSON.stringify(row)));
  const kept = isWhole ? [] : linesOf(path);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, [...new Set([...kept, ...lines])].map((line) => `${line}\n`).join(''));
}

/** @returns nothing where no tests ran yet */
function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}
