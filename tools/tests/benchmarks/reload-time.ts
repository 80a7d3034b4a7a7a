import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';

const edited = join(workspaceRoot, 'services/inventory/src/handlers/get-stock.ts');
const REPLY = '{ version: stock.version }';

/**
 * From saving an edit of a handler to the first answer that shows it, in milliseconds. The file is as before afterwards.
 *
 * @param path  of the route that the handler answers
 */
export async function reloadMilliseconds(apiUrl: string, path: string): Promise<number> {
  const source = await readFile(edited, 'utf8');
  if (!source.includes(REPLY)) throw new Error(`${edited} does not read as this benchmark expects`);
  const mark = String(Date.now());
  const changed = source.replace(REPLY, `{ version: stock.version, headers: { 'X-Edit': '${mark}' } }`);
  try {
    const savedAt = performance.now();
    await writeFile(edited, changed);
    await shows(`${apiUrl}${path}`, mark);
    return performance.now() - savedAt;
  } finally {
    await writeFile(edited, source);
    await shows(`${apiUrl}${path}`, null);
  }
}

async function shows(url: string, mark: string | null): Promise<void> {
  const deadline = performance.now() + 30_000;
  while ((await fetch(url)).headers.get('x-edit') !== mark) {
    if (performance.now() > deadline) throw new Error(`The edit does not show in ${url}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
