import { formatFiles, type Tree } from '@nx/devkit';
import { expectKebabCase } from '../name-rules.ts';
import { idPrefixOf, namesOf } from '../names.ts';
import { addResources } from '../resource-files.ts';
import { tableYaml } from '../resources.ts';
import { existingService, expectAbsent } from '../service-folder.ts';
import { gatewayFiles, writeGateway } from './write-gateway.ts';

interface Options {
  readonly name: string;
  readonly service: string;
}

/**
 * `nx g ./tools/nx-serverless:gateway NAME --service SERVICE`: a table, the gateway to it, its fake and the contract
 * test that both pass. Which function may use it is for its serverless.yml to say.
 *
 * @throws Error, before anything is written, where the name or the service does not do
 */
export default async function gateway(tree: Tree, { name, service }: Options): Promise<void> {
  expectKebabCase('gateway', name, 'gift-register');
  const folder = existingService(tree, service);
  const gatewayNames = namesOf(name);
  const model = `${folder}/src/models/${name}-entry.ts`;
  expectAbsent(tree, [...gatewayFiles(folder, name), model]);

  const entryType = `${gatewayNames.pascal}Entry`;
  const table = `${gatewayNames.pascal}Table`;
  addResources(tree, {
    folder,
    file: 'tables.yml',
    resources: [{ logicalId: table, yaml: tableYaml(table, 'id') }],
  });
  tree.write(
    model,
    `/** What the ${gatewayNames.words} keeps. */
export interface ${entryType} {
  readonly id: string;
  readonly name: string;
}
`,
  );
  writeGateway(tree, folder, {
    gateway: gatewayNames,
    service,
    summary: `The ${gatewayNames.words}.`,
    table,
    entryType,
    entryModule: `${name}-entry.ts`,
    key: 'id',
    sample: `{ id: newId('${idPrefixOf(name)}'), name: 'The first' }`,
  });
  await formatFiles(tree);
}
