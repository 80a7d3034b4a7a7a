import { join } from 'node:path';
import { formatFiles, generateFiles, type GeneratorCallback, type Tree } from '@nx/devkit';
import { withCodeOwner } from '../code-owners.ts';
import { writeLogsPage } from '../logs-page.ts';
import { writeGateway } from '../gateway/write-gateway.ts';
import { expectFunctionNameFits, expectKebabCase } from '../name-rules.ts';
import { idPrefixOf, namesOf, singularOf } from '../names.ts';
import { addResources } from '../resource-files.ts';
import { tableYaml } from '../resources.ts';
import { addEvents, expectEventIsNew } from './add-events.ts';

interface Options {
  readonly name: string;
  readonly noun?: string;
  readonly tells?: boolean;
  readonly owner?: string;
}

const CODE_OWNERS = '.github/CODEOWNERS';

/**
 * `nx g ./tools/nx-serverless:service NAME`: a bounded context whose API makes and shows what it keeps.
 *
 * @throws Error, before anything is written, where a name does not do or is taken
 */
export default async function service(tree: Tree, options: Options): Promise<GeneratorCallback> {
  const { name, noun = singularOf(name), tells = false, owner = `@tradewind/${name}` } = options;
  const folder = `services/${name}`;
  expectKebabCase('service', name, 'wishlists');
  expectKebabCase('thing that a service keeps', noun, 'wishlist');
  expectFunctionNameFits(name, tells ? `publish-${noun}-changes` : `create-${noun}`);
  if (!/^@\S+$/.test(owner)) throw new Error(`"${owner}" is no owner: write @team or @organization/team.`);
  if (tree.exists(folder))
    throw new Error(`${folder} exists already. Choose another name, or delete it first.`);
  if (tells) expectEventIsNew(tree, noun);

  const item = namesOf(noun);
  const gateway = namesOf(`${noun}-table`);
  const table = `${namesOf(name).pascal}Table`;
  const [id, idPrefix] = [`${item.camel}Id`, idPrefixOf(noun)];
  const tableVariable = `${namesOf(name).constant}_TABLE`;
  const substitutions = { name, noun, item, gateway, table, tableVariable, id, idPrefix, tells };
  generateFiles(tree, join(import.meta.dirname, 'files'), folder, substitutions);
  writeGateway(tree, folder, {
    gateway,
    service: name,
    summary: `Every ${item.words} there is.`,
    table,
    entryType: `Kept${item.pascal}`,
    entryModule: `${noun}.ts`,
    key: id,
    sample: `{ ${id}: newId('${idPrefix}'), customerId: 'ada', name: 'The first', createdAt: '2030-01-01T12:00:00.000Z' }`,
  });
  addResources(tree, {
    folder,
    file: 'tables.yml',
    resources: [{ logicalId: table, yaml: tableYaml(table, id) }],
  });
  if (tells) addEvents(tree, folder, substitutions);
  tree.write(CODE_OWNERS, withCodeOwner(tree.read(CODE_OWNERS, 'utf8') ?? '', name, owner));
  await formatFiles(tree);
  return writeLogsPage(tree);
}
