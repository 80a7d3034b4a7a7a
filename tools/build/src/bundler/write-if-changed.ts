import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file unless it already holds this content, so that whoever watches it sees changes only, and sees them whole.
 *
 * @returns whether it was written
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
