import { readFileSync } from 'node:fs';

/**
 * @param codeowners  path of the CODEOWNERS file
 * @param folder      from the workspace's root: `services/orders`
 * @returns the owner of the folder, from the last matching line: `@tradewind/orders`
 * @throws Error if the folder has no owner
 */
export function findCodeOwner(codeowners: string, folder: string): string {
  const lines = readFileSync(codeowners, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([pattern]) => pattern !== undefined && pattern !== '' && !pattern.startsWith('#'));
  const owner = lines.findLast(([pattern]) => pattern === '*' || pattern === `/${folder}/`)?.[1];
  if (owner === undefined) throw new Error(`.github/CODEOWNERS has no owner for ${folder}. Add a line.`);
  return owner;
}
