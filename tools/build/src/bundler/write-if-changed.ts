import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file atomically unless it already has this content, so that file watchers see only complete changes.
 *
 * @returns whether the file was written
 */
export async function writeIfChanged(file: string, content: string | Uint8Array): Promise<boolean> {
  if (await holds(file, content)) return false;
  await replaceFile(file, content);
  return true;
}

/** Returns whether a file has this content. */
export async function holds(file: string, content: string | Uint8Array): Promise<boolean> {
  const current = await readFile(file).catch(() => undefined);
  return current?.equals(Buffer.from(content)) ?? false;
}

/** Writes a file atomically. */
export async function replaceFile(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  const draft = join(dirname(file), `.${basename(file)}-${randomUUID()}`);
  await writeFile(draft, content);
  await rename(draft, file);
}
