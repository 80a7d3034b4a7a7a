/** Many tests start programs: Nx, osls, commands of this workspace. Node.js keeps their compiled code from one start to the next. */
import { existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../node_modules/.cache/compile');
const WEEK_MILLISECONDS = 7 * 24 * 3_600_000;

/** Gives the processes that tests start a compile cache. https://nodejs.org/api/module.html#module-compile-cache */
export function useCompileCache() {
  // Each run adds the code of its temporary workspaces, which no later run reads.
  if (existsSync(folder) && Date.now() - statSync(folder).birthtimeMs > WEEK_MILLISECONDS)
    rmSync(folder, { recursive: true, force: true });
  process.env.NODE_COMPILE_CACHE ??= folder;
}
