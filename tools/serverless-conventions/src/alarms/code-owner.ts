import { readFileSync } from 'node:fs';

/**
 * @param codeowners  path of the CODEOWNERS file
 * @param folder      from the workspace's root: `services/orders`
 * @returns the owner of the folder, from the last matching line: `@tradewind/orders`
 * @throws Error if the folder has no owner
 */
export function findCodeOwner(codeowners: string, folder: string): string {
  const [owner] = readCodeOwners(readFileSync(codeowners, 'utf8'), `${folder}/`);
  if (owner === undefined) throw new Error(`.github/CODEOWNERS has no owner for ${folder}. Add a line.`);
  return owner;
}

/**
 * @param text  content of a CODEOWNERS file whose patterns are `*`, files and folders from the root
 * @param path  from the workspace's root; of a folder with a slash at its end
 * @returns the owners of the last matching line
 * @see https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 */
export function readCodeOwners(text: string, path: string): readonly string[] {
  const matches = (pattern = '') =>
    pattern === '*' || pattern === `/${path}` || (pattern.endsWith('/') && `/${path}`.startsWith(pattern));
  const [, ...owners] =
    text
      .split('\n')
      .map((line) => line.replace(/#.*/, '').trim().split(/\s+/))
      .findLast(([pattern]) => matches(pattern)) ?? [];
  return owners;
}
