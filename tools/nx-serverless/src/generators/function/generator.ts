import { join, posix } from 'node:path';
import { formatFiles, generateFiles, type GeneratorCallback, type Tree } from '@nx/devkit';
import { expectFunctionNameFits, expectKebabCase } from '../name-rules.ts';
import { addLogEvent } from '../log-events.ts';
import { writeLogsPage } from '../logs-page.ts';
import { functionLogicalId, toNames } from '../names.ts';
import { addFunction, addResources, withFileName } from '../resource-files.ts';
import { requireService, expectMissing } from '../service-folder.ts';
import { hasValue } from '../yaml-insertion.ts';
import { http } from './http.ts';
import { queue } from './queue.ts';
import { schedule } from './schedule.ts';
import { step } from './step.ts';
import { stream } from './stream.ts';
import type { Options, FunctionContext, Trigger } from './trigger.ts';

const triggers: Readonly<Record<string, (place: FunctionContext, options: Options) => Trigger>> = {
  http,
  queue,
  stream,
  schedule,
  step,
};

/**
 * `nx g ./tools/nx-serverless:function NAME --service SERVICE --trigger TRIGGER`: a handler, its
 * controller with a test, and its resources.
 *
 * @throws Error, before anything is written, when an option is invalid or a name is taken
 */
export default async function lambdaFunction(tree: Tree, options: Options): Promise<GeneratorCallback> {
  const { name, service, trigger } = options;
  expectKebabCase('function', name, 'archive-wishlist');
  const folder = requireService(tree, service);
  expectFunctionNameFits(service, name);
  const describe = triggers[trigger];
  if (!describe)
    throw new Error(`There is no trigger "${trigger}". Use one of: ${Object.keys(triggers).join(', ')}.`);
  const serverlessYml = `${folder}/serverless.yml`;
  if (
    withFileName(serverlessYml, () => hasValue(tree.read(serverlessYml, 'utf8') ?? '', ['functions', name]))
  )
    throw new Error(`${serverlessYml} already has a function ${name}. Choose another name.`);

  const names = toNames(name);
  const place = { tree, folder, names, logicalId: functionLogicalId(name) };
  const described = describe(place, options);
  const {
    files,
    templates = `files-${trigger}`,
    moreFiles = [],
    substitutions,
    logFields,
    yaml,
    prepare,
    resources = [],
  } = described;
  expectMissing(
    tree,
    files.map((file) => posix.join(folder, 'src', file)),
  );
  prepare?.();
  if (logFields !== undefined)
    addLogEvent(tree, folder, {
      name: `${name}.done`,
      description: `The function ${name} completed.`,
      fields: logFields,
    });
  for (const addition of resources) addResources(tree, { folder, ...addition });
  addFunction(tree, folder, { name, yaml });
  for (const templateFolder of [templates, ...moreFiles])
    generateFiles(tree, join(import.meta.dirname, templateFolder), folder, { name, names, ...substitutions });
  await formatFiles(tree);
  return writeLogsPage(tree);
}
