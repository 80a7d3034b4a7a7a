import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';

export interface Source {
  /** Relative to the root of the workspace. */
  readonly file: string;
  readonly source: string;
}

/** Reads the files that match a pattern, without tests. */
export const readSources = (pattern: string): Source[] =>
  globSync(pattern, { cwd: workspaceRoot })
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => ({ file, source: readFileSync(join(workspaceRoot, file), 'utf8') }));

/**
 * Returns the index after the bracket that closes the one before `start`, or the end of the source. Brackets in texts and
 * comments count too.
 */
export function findEnd(source: string, start: number): number {
  const open = source[start - 1];
  const close = open === '{' ? '}' : ')';
  let depth = 1;
  let end = start;
  for (; depth > 0 && end < source.length; end++) {
    if (source[end] === open) depth++;
    else if (source[end] === close) depth--;
  }
  return end;
}
