import { formatFiles, type Tree } from '@nx/devkit';
import { expectKebabCase } from '../name-rules.ts';
import { toIdPrefix, toNames } from '../names.ts';
import { addResources } from '../resource-files.ts';
import { tableYaml } from '../resources.ts';
import { requireService, expectMissing } from '../service-folder.ts';
import { repositoryFiles, writeRepository } from './write-repository.ts';

interface Options {
  readonly name: string;
  readonly service: string;
}

/**
 * `nx g ./tools/nx-serverless:repository NAME --service SERVICE`: a table, its repository on DynamoDB, an in-memory
 * fake and the contract test that both pass. Grant functions access to it in serverless.yml.
 *
 * @throws Error, before anything is written, when the name or the service is invalid
 */
export default async function repository(tree: Tree, { name, service }: Options): Promise<void> {
  expectKebabCase('record', name, 'gift-registration');
  const folder = requireService(tree, service);
  const record = toNames(name);
  const repositoryNames = toNames(`${name}-repository`);
  const model = `${folder}/src/models/${name}.ts`;
  expectMissing(tree, [...repositoryFiles(folder, repositoryNames.kebab), model]);

  const table = `${record.pascal}Table`;
  addResources(tree, {
    folder,
    file: 'tables.yml',
    resources: [{ logicalId: table, yaml: tableYaml(table, 'id') }],
  });
  tree.write(
    model,
    `export interface ${record.pascal} {
  readonly id: string;
  readonly name: string;
}
`,
  );
  writeRepository(tree, folder, {
    gateway: repositoryNames,
    service,
    summary: `Stores every ${record.words}.`,
    table,
    recordType: record.pascal,
    recordModule: `${name}.ts`,
    key: 'id',
    sample: `{ id: newId('${toIdPrefix(name)}'), name: 'The first' }`,
    isListed: false,
  });
  await formatFiles(tree);
}
