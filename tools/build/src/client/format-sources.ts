import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';

/**
 * Formats sources like the rest of the workspace.
 *
 * @param sources  by path, relative to the folder
 */
export async function formatSources(
  folder: string,
  sources: ReadonlyMap<string, string>,
): Promise<ReadonlyMap<string, string>> {
  const formatted = [...sources].map(async ([path, source]) => {
    const filepath = join(folder, path);
    return [path, await format(source, { ...(await resolveConfig(filepath)), filepath })] as const;
  });
  return new Map(await Promise.all(formatted));
}
