import { readFileSync } from 'node:fs';

/**
 * @param codeowners  path of the CODEOWNERS file
 * @param folder      from the workspace's root: `services/orders`
 * @returns who owns the folder, by the last line that matches it: `@tradewind/orders`
 * @throws Error where nobody does
 */
export function codeOwner(codeowners: string, folder: string): string {
  const lines = readFileSync(codeowners, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter(([pattern]) => pattern !== undefined && pattern !== '' && !pattern.startsWith('#'));
  const owner = lines.findLast(([pattern]) => pattern === '*' || pattern === `/${folder}/`)?.[1];
  if (owner === undefined) throw new Error(`.github/CODEOWNERS names nobody for ${folder}: add a line.`);
  return owner;
}
