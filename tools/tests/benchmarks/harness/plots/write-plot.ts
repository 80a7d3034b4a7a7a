import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { workspaceRoot } from '../../../../workspace/src/layout/workspace-folders.ts';

/**
 * Writes a plot next to the page that shows it: `docs/images/benchmarks/NAME.svg`.
 *
 * @returns the path of the file, below the root of the workspace
 */
export async function writePlot(name: string, svg: string): Promise<string> {
  const folder = join(workspaceRoot, 'docs/images/benchmarks');
  await mkdir(folder, { recursive: true });
  const file = join(folder, `${name}.svg`);
  await writeFile(file, svg);
  return relative(workspaceRoot, file);
}
