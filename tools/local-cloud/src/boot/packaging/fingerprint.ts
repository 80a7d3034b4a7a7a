import { createHash } from 'node:crypto';
import { type Dirent, existsSync } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';

// All that packaging reads, and the bundles it writes: another command may have overwritten them.
const folders = ['services', 'libs', 'tools/build', 'tools/serverless-conventions', 'tools/nx-serverless'];
const files = ['package.json', 'package-lock.json', 'nx.json', 'tsconfig.base.json'];
const skipped = new Set(['node_modules', 'coverage', 'local', '.held']);

/**
 * Returns a hash of the sizes and times of the files that packaging depends on. It takes ten milliseconds, where a task
 * runner takes seconds to find that nothing changed. A touched file counts as changed.
 */
export async function workspaceFingerprint(workspaceFolder: string): Promise<string> {
  const found = await Promise.all([
    ...folders.map((folder) => filesBelow(join(workspaceFolder, folder))),
    files.map((file) => join(workspaceFolder, file)),
  ]);
  const lines = await Promise.all(found.flat().toSorted().map(describeFile));
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

async function filesBelow(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries: Dirent[] = await readdir(folder, { withFileTypes: true });
  const nested = entries
    .filter(({ name }) => !skipped.has(name))
    .map((entry) =>
      entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)],
    );
  return (await Promise.all(nested)).flat();
}

async function describeFile(file: string): Promise<string> {
  const found = await lstat(file).catch(() => undefined);
  return found === undefined ? `${file} gone` : `${file} ${found.size} ${found.mtimeMs} ${found.ctimeMs}`;
}
