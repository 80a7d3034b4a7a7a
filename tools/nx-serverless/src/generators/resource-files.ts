import type { Tree } from '@nx/devkit';
import { hasValue, insertEntry, insertItem, appendSection, insertSectionBefore } from './yaml-insertion.ts';

interface Resource {
  readonly logicalId: string;
  /** The resource as YAML, not indented, beginning with its logical id or a comment above it. */
  readonly yaml: string;
}

/**
 * Adds resources to a file of a service's infra folder. A new file is listed in serverless.yml.
 *
 * @param folder   the service's folder
 * @param file     such as `tables.yml`
 * @param comment  first line of the file when it is new
 * @throws Error when the resource exists in the file, or either file has another form
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
    const bodies = resources.map(({ yaml }) => indent(yaml)).join('\n');
    tree.write(path, `${head}Resources:\n${bodies}\n`);
    return listResourceFile(tree, folder, file);
  }
  const insert = (text: string, { logicalId, yaml }: Resource) =>
    insertEntry(text, { path: ['Resources'], key: logicalId, entry: yaml });
  tree.write(
    path,
    withFileName(path, () => resources.reduce(insert, before)),
  );
}

function listResourceFile(tree: Tree, folder: string, file: string): void {
  const path = `${folder}/serverless.yml`;
  const text = tree.read(path, 'utf8')!;
  const item = `\${file(infra/${file})}`;
  const listed = () =>
    hasValue(text, ['resources'])
      ? insertItem(text, { path: ['resources'], item })
      : appendSection(text, `resources:\n  - ${item}`);
  tree.write(path, withFileName(path, listed));
}

/** Adds a function to serverless.yml. @throws Error when a function of this name exists */
export function addFunction(
  tree: Tree,
  folder: string,
  { name, yaml }: { name: string; yaml: string },
): void {
  const path = `${folder}/serverless.yml`;
  const text = tree.read(path, 'utf8')!;
  const added = () =>
    hasValue(text, ['functions'])
      ? insertEntry(text, { path: ['functions'], key: name, entry: yaml, spacing: true })
      : insertSectionBefore(text, 'resources', `functions:\n${indent(yaml)}`);
  tree.write(path, withFileName(path, added));
}

/** Gives a table of `infra/tables.yml` a stream. */
export function addStream(tree: Tree, folder: string, table: string): void {
  const path = `${folder}/infra/tables.yml`;
  const added = () =>
    insertEntry(tree.read(path, 'utf8') ?? '', {
      path: ['Resources', table, 'Properties'],
      key: 'StreamSpecification',
      entry: 'StreamSpecification: { StreamViewType: NEW_AND_OLD_IMAGES }',
    });
  tree.write(path, withFileName(path, added));
}

/** Prefixes errors of an edit with the file's path. */
export function withFileName<T>(path: string, edit: () => T): T {
  try {
    return edit();
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}`, { cause: error });
  }
}

const indent = (yaml: string): string =>
  yaml
    .trim()
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
