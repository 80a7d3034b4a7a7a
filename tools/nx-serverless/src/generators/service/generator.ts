import { join } from 'node:path';
import { formatFiles, generateFiles, type GeneratorCallback, type Tree } from '@nx/devkit';
import { addCodeOwner, addContractOwner } from '../code-owners.ts';
import { writeLogsPage } from '../logs-page.ts';
import { writeRepository } from '../repository/write-repository.ts';
import { expectFunctionNameFits, expectKebabCase } from '../name-rules.ts';
import { capitalized, toIdPrefix, toNames, toSingular } from '../names.ts';
import { addResources } from '../resource-files.ts';
import { listedTableYaml } from '../resources.ts';
import { addEvents, eventFile, expectEventIsNew } from './add-events.ts';

interface Options {
  readonly name: string;
  readonly noun?: string;
  readonly publishesEvents?: boolean;
  readonly owner?: string;
}

const CODE_OWNERS = '.github/CODEOWNERS';

/**
 * `nx g ./tools/nx-serverless:service NAME`: a bounded context whose API creates, retrieves and lists one kind of record.
 *
 * @throws Error, before anything is written, when a name is invalid or taken
 */
export default async function service(tree: Tree, options: Options): Promise<GeneratorCallback> {
  const { name, noun = toSingular(name), publishesEvents = false, owner = `@tradewind/${name}` } = options;
  const folder = `services/${name}`;
  expectKebabCase('service', name, 'wishlists');
  expectKebabCase('record', noun, 'wishlist');
  expectFunctionNameFits(name, publishesEvents ? `publish-${noun}-changes` : `create-${noun}`);
  if (!/^@\S+$/.test(owner))
    throw new Error(`"${owner}" is not a valid owner. Write @team or @organization/team.`);
  if (tree.exists(folder))
    throw new Error(`${folder} exists already. Choose another name, or delete it first.`);
  if (publishesEvents) expectEventIsNew(tree, noun);

  const item = toNames(noun);
  const gateway = toNames(`${noun}-repository`);
  const table = `${toNames(name).pascal}Table`;
  const [id, idPrefix] = [`${item.camel}Id`, toIdPrefix(noun)];
  const tableVariable = `${toNames(name).constant}_TABLE`;
  // A noun without a plural, such as fulfillment, needs another name for the collection.
  const items = name === noun ? `${item.camel}Records` : toNames(name).camel;
  const collection = name === noun ? `${noun}-records` : name;
  const substitutions = {
    name,
    collection,
    Collection: toNames(collection),
    tag: capitalized(toNames(name).words),
    noun,
    item,
    items,
    gateway,
    table,
    tableVariable,
    id,
    idPrefix,
    publishesEvents,
  };
  generateFiles(tree, join(import.meta.dirname, 'files'), folder, substitutions);
  writeRepository(tree, folder, {
    gateway,
    service: name,
    summary: `Stores every ${item.words}.`,
    table,
    recordType: item.pascal,
    recordModule: `${noun}.ts`,
    key: id,
    isListed: true,
    sample: `{ ${id}: newId('${idPrefix}', milliseconds), customerId: 'ada', name: 'The first', createdAt: '2030-01-01T12:00:00.000Z' }`,
  });
  addResources(tree, {
    folder,
    file: 'tables.yml',
    resources: [{ logicalId: table, yaml: listedTableYaml(table, id) }],
  });
  if (publishesEvents) addEvents(tree, folder, substitutions);
  const owners = addCodeOwner(tree.read(CODE_OWNERS, 'utf8') ?? '', name, owner);
  tree.write(CODE_OWNERS, publishesEvents ? addContractOwner(owners, eventFile(noun), owner) : owners);
  await formatFiles(tree);
  return writeLogsPage(tree);
}
