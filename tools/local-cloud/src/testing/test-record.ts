import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Returns the path of a record of the tests, which checks read: one JSON value per line. */
export const testRecordPath = (workspaceFolder: string, name: string): string =>
  join(workspaceFolder, '.local', 'test-record', `${name}.jsonl`);

/** Writes the records of a test run. A run of some tests adds to the records of the last whole run. */
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

/** Notes that the records contain a run of all tests. Checks of what never happens in the tests need one. */
export function recordWholeRun(workspaceFolder: string): void {
  writeFileSync(wholeRunPath(workspaceFolder), '');
}

/** Whether all tests have run in this workspace, and not only a part of them. */
export const hasWholeRun = (workspaceFolder: string): boolean => existsSync(wholeRunPath(workspaceFolder));

const wholeRunPath = (workspaceFolder: string): string =>
  join(workspaceFolder, '.local', 'test-record', 'whole-run');

/** @returns no lines if no tests ran yet */
function linesOf(path: string): string[] {
  try {
    return readFileSync(path, 'utf8').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}
