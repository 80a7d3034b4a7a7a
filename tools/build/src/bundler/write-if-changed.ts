import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file atomically unless it already has this content, so that file watchers see only complete changes.
 *
 * @returns whether the file was written
 */
export async function writeIfChanged(file: string, content: string | Uint8Array): Promise<boolean> {
  const next = Buffer.from(content);
  const current = await readFile(file).catch(() => undefined);
  if (current?.equals(next)) return false;
  await mkdir(dirname(file), { recursive: true });
  const draft = join(dirname(file), `.${basename(file)}-${randomUUID()}`);
  await writeFile(draft, next);
  await rename(draft, file);
  return true;
}
