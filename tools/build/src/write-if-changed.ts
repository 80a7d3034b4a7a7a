import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file unless it already holds this content, so that whoever watches it sees changes only.
 *
 * @returns whether it was written
 */
export async function writeIfChanged(file: string, content: string | Uint8Array): Promise<boolean> {
  const next = Buffer.from(content);
  const current = await readFile(file).catch(() => undefined);
  if (current?.equals(next)) return false;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, next);
  return true;
}
