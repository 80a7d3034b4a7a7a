import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  readServicePackage,
  type ServicePackage,
} from '../../../../workspace/src/services/service-package.ts';

/**
 * Runs `work` with a copy of a package that no other process writes to: another command that packages the service in the same checkout
 * meanwhile (`npm start` does) changes `.serverless`, and osls reads that when it deploys and deletes it afterwards.
 *
 * osls looks for a package nowhere but in the service's folder, so the copy is of that, in a workspace of links.
 *
 * @param root  of the workspace
 * @throws CommandError when it is not packaged any more
 */
export async function withPrivateCopy<T>(
  { name, folder }: Pick<ServicePackage, 'name' | 'folder'>,
  root: string,
  work: (copy: ServicePackage) => Promise<T>,
): Promise<T> {
  readServicePackage(folder);
  const copyOfRoot = realpathSync(mkdtempSync(join(tmpdir(), 'tradewind-deploy-')));
  try {
    mirror(root, copyOfRoot, 'services');
    const copyOfFolder = join(copyOfRoot, 'services', name);
    mkdirSync(copyOfFolder, { recursive: true });
    mirror(folder, copyOfFolder, '.serverless');
    const [from, to] = [folder, copyOfFolder].map((each) => join(each, '.serverless'));
    cpSync(from!, to!, { recursive: true });
    // It names the zips by where they were packaged.
    const state = join(to!, 'serverless-state.json');
    writeFileSync(state, readFileSync(state, 'utf8').replaceAll(inJson(from!), inJson(to!)));
    return await work(readServicePackage(copyOfFolder));
  } finally {
    rmSync(copyOfRoot, { recursive: true, force: true });
  }
}

/** Puts all that is in one folder into another, but for one name. Folders are linked; osls takes no links for files. */
function mirror(from: string, to: string, without: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.name === without) continue;
    if (entry.isFile()) copyFileSync(source, target);
    else symlinkSync(source, target);
  }
}

/** A path as it is written within a string of JSON. */
const inJson = (path: string): string => JSON.stringify(path).slice(1, -1);
