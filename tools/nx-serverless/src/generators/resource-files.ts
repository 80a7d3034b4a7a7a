import type { Tree } from '@nx/devkit';
import { hasValue, withEntry, withItem, withSection, withSectionBefore } from './yaml-insertion.ts';

interface Resource {
  readonly logicalId: string;
  /** The resource as YAML, not indented, beginning with its logical id or a comment above it. */
  readonly yaml: string;
}

/**
 * Adds resources to a file of a service's infra folder. A file that is new gets its line in serverless.yml.
 *
 * @param folder   the service's folder
 * @param file     such as `tables.yml`
 * @param comment  what stands at the head of the file where it is new
 * @throws Error where a resource of that name exists in the file, or either file is written otherwise than ours
 */
export function addResources(
  tree: Tree,
  {
    folder,
    file,
    comment,
    resources,
  }: {
    folder: string;
    file: string;
    comment?: string;
    resources: readonly Resource[];
  },
): void {
  const path = `${folder}/infra/${file}`;
  const before = tree.read(path, 'utf8');
  if (before === null) {
    const head = comment === undefined ? '' : `# ${comment}\n`;
    const bodies = resources.map(({ yaml }) => indented(yaml)).join('\n');
    tree.write(path, `${head}Resources:\n${bodies}\n`);
    return listResourceFile(tree, folder, file);
  }
  const insert = (text: string, { logicalId, yaml }: Resource) =>
    withEntry(text, { path: ['Resources'], key: logicalId, entry: yaml });
  tree.write(
    path,
    inFile(path, () => resources.reduce(insert, before)),
  );
}

function listResourceFile(tree: Tree, folder: string, file: string): void {
  const path = `${folder}/serverless.yml`;
  const text = tree.read(path, 'utf8')!;
  const item = `\${file(infra/${file})}`;
  const listed = () =>
    hasValue(text, ['resources'])
      ? withItem(text, { path: ['resources'], item })
      : withSection(text, `resources:\n  - ${item}`);
  tree.write(path, inFile(path, listed));
}

/** Adds a function to serverless.yml. @throws Error where one of this name is there */
export function addFunction(
  tree: Tree,
  folder: string,
  { name, yaml }: { name: string; yaml: string },
): void {
  const path = `${folder}/serverless.yml`;
  const text = tree.read(path, 'utf8')!;
  const added = () =>
    hasValue(text, ['functions'])
      ? withEntry(text, { path: ['functions'], key: name, entry: yaml, spacing: true })
      : withSectionBefore(text, 'resources', `functions:\n${indented(yaml)}`);
  tree.write(path, inFile(path, added));
}

/** Gives a table of `infra/tables.yml` a stream. */
export function addStream(tree: Tree, folder: string, table: string): void {
  const path = `${folder}/infra/tables.yml`;
  const added = () =>
    withEntry(tree.read(path, 'utf8') ?? '', {
      path: ['Resources', table, 'Properties'],
      key: 'StreamSpecification',
      entry: 'StreamSpecification: { StreamViewType: NEW_AND_OLD_IMAGES }',
    });
  tree.write(path, inFile(path, added));
}

/** Names the file in whatever goes wrong with it. */
export function inFile<T>(path: string, edit: () => T): T {
  try {
    return edit();
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
  }
}

const indented = (yaml: string): string =>
  yaml
    .trim()
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
