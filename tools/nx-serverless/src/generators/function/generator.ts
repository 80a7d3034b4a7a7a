import { join, posix } from 'node:path';
import { formatFiles, generateFiles, type GeneratorCallback, type Tree } from '@nx/devkit';
import { expectFunctionNameFits, expectKebabCase } from '../name-rules.ts';
import { addLogEvent } from '../log-events.ts';
import { writeLogsPage } from '../logs-page.ts';
import { functionLogicalId, namesOf, type Names } from '../names.ts';
import { addFunction, addResources, inFile } from '../resource-files.ts';
import { existingService, expectAbsent } from '../service-folder.ts';
import { hasValue } from '../yaml-insertion.ts';
import { http } from './http.ts';
import { queue } from './queue.ts';
import { schedule } from './schedule.ts';
import { step } from './step.ts';
import { stream } from './stream.ts';

export interface Options {
  readonly name: string;
  readonly service: string;
  readonly trigger: string;
  readonly method?: string;
  readonly path?: string;
  readonly event?: string;
  readonly from?: string;
  readonly table?: string;
  readonly rate?: string;
}

/** Where a function goes, and what it is called there. */
export interface Place {
  readonly tree: Tree;
  readonly folder: string;
  readonly names: Names;
  readonly logicalId: string;
}

/** What a trigger asks for. */
export interface Trigger {
  /** Files under `src` that the templates make, for telling which are there already. */
  readonly files: readonly string[];
  /** Folders with templates, beside `files-{trigger}`. */
  readonly moreFiles?: readonly string[];
  /** For the templates. */
  readonly substitutions: object;
  /** Of the event `NAME.done` that its use case logs, as source. */
  readonly logFields: string;
  /** Its entry in `functions`. */
  readonly yaml: string;
  /** Makes the changes beside that entry. */
  readonly prepare?: () => void;
  readonly resources?: readonly Omit<Parameters<typeof addResources>[1], 'folder'>[];
}

const triggers: Readonly<Record<string, (place: Place, options: Options) => Trigger>> = {
  http,
  queue,
  stream,
  schedule,
  step,
};

/**
 * `nx g ./tools/nx-serverless:function NAME --service SERVICE --trigger TRIGGER`: a handler, its use case with a test,
 * and what the template needs for it.
 *
 * @throws Error, before anything is written, where an option does not do or a name is taken
 */
export default async function lambdaFunction(tree: Tree, options: Options): Promise<GeneratorCallback> {
  const { name, service, trigger } = options;
  expectKebabCase('function', name, 'archive-wishlist');
  const folder = existingService(tree, service);
  expectFunctionNameFits(service, name);
  const describe = triggers[trigger];
  if (!describe)
    throw new Error(`There is no trigger "${trigger}". There are: ${Object.keys(triggers).join(', ')}.`);
  const serverlessYml = `${folder}/serverless.yml`;
  if (inFile(serverlessYml, () => hasValue(tree.read(serverlessYml, 'utf8') ?? '', ['functions', name])))
    throw new Error(`${serverlessYml} has a function ${name} already. Choose another name.`);

  const names = namesOf(name);
  const place = { tree, folder, names, logicalId: functionLogicalId(name) };
  const described = describe(place, options);
  const { files, moreFiles = [], substitutions, logFields, yaml, prepare, resources = [] } = described;
  expectAbsent(
    tree,
    files.map((file) => posix.join(folder, 'src', file)),
  );
  prepare?.();
  addLogEvent(tree, folder, {
    name: `${name}.done`,
    description: `The function ${name} has done its work.`,
    fields: logFields,
  });
  for (const addition of resources) addResources(tree, { folder, ...addition });
  addFunction(tree, folder, { name, yaml });
  for (const templates of [`files-${trigger}`, ...moreFiles])
    generateFiles(tree, join(import.meta.dirname, templates), folder, { name, names, ...substitutions });
  await formatFiles(tree);
  return writeLogsPage(tree);
}
