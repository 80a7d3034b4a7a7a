import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CorruptState } from '../../contract/corrupt-state.ts';
import type { Companion, LocalContext, Seed, StartCompanion } from '../../contract/local-context.ts';

interface Dependencies {
  /** Folders of the services that are part of this cloud. */
  readonly serviceFolders: readonly string[];
  readonly local: LocalContext;
}

/** Runs `local/seed.ts` of each service in sequence: a later seed may use the data of an earlier one. */
export async function seedServices({ serviceFolders, local }: Dependencies): Promise<void> {
  for (const folder of serviceFolders) {
    const seed = await loadDefault<Seed>(join(folder, 'local', 'seed.ts'));
    await seed?.(local);
  }
}

/** Starts `local/start.ts` of each service. */
export async function startCompanions({
  serviceFolders,
  local,
}: Dependencies): Promise<readonly Companion[]> {
  const started: Companion[] = [];
  try {
    for (const folder of serviceFolders) {
      const start = await loadDefault<StartCompanion>(join(folder, 'local', 'start.ts'));
      if (start !== undefined) started.push(await start(local));
    }
    return started;
  } catch (error) {
    await Promise.allSettled(started.map((companion) => companion.stop()));
    // Companions also keep their state in the state folder.
    if ((error as NodeJS.ErrnoException).code === 'ERR_SQLITE_ERROR')
      throw new CorruptState(local.stateFolder, (error as Error).message, { cause: error });
    throw error;
  }
}

async function loadDefault<T>(file: string): Promise<T | undefined> {
  if (!existsSync(file)) return undefined;
  const module = (await import(pathToFileURL(file).href)) as { default?: T };
  if (typeof module.default !== 'function')
    throw new Error(`${file} must have a function as its default export.`);
  return module.default;
}
