import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** @returns the names that `npm run -s token` accepts; none in a workspace without seeded users */
export async function seededUsers(workspaceFolder: string): Promise<readonly string[]> {
  const file = join(workspaceFolder, 'services', 'identity', 'local', 'users.json');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? [] : [...Object.keys(JSON.parse(text) as object), 'machine'];
}
