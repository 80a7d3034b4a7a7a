import { ensureApiDescription, findTag } from '../api-description.ts';
import { toIdPrefix, toNames, toSingular } from '../names.ts';
import { repositoryFiles, writeRepository } from '../repository/write-repository.ts';
import { listedTableYaml } from '../resources.ts';
import { expectMissing } from '../service-folder.ts';
import { authorizerReference } from './routes.ts';
import type { FunctionContext, Options, Trigger } from './trigger.ts';

const listName = /^list-(.+)$/;

/** Whether a function lists records: `list-offers` on a route without path parameters. */
export const isList = (name: string, method: string, path: string): boolean =>
  listName.test(name) && method === 'get' && !path.includes('{');

/**
 * A route that lists the records of the signed-in customer in pages, with its table and repository.
 *
 * @throws Error when the service has a record of that name already
 */
export function httpList({ tree, folder, names }: FunctionContext, options: Options, path: string): Trigger {
  const collection = listName.exec(names.kebab)![1]!;
  const noun = toSingular(collection);
  const [item, gateway] = [toNames(noun), toNames(`${noun}-repository`)];
  const table = `${toNames(collection).pascal}Table`;
  const [id, idPrefix] = [`${item.camel}Id`, toIdPrefix(noun)];
  const tableVariable = `${toNames(collection).constant}_TABLE`;
  expectMissing(tree, repositoryFiles(folder, gateway.kebab));
  return {
    files: [
      `controllers/${names.kebab}.ts`,
      `controllers/${names.kebab}.test.ts`,
      `handlers/${names.kebab}.ts`,
      `handlers/${names.kebab}.schema.ts`,
      `models/${noun}.ts`,
    ],
    templates: 'files-http-list',
    prepare() {
      ensureApiDescription(tree, folder);
      writeRepository(tree, folder, {
        gateway,
        service: options.service,
        summary: `Stores every ${item.words}.`,
        table,
        recordType: item.pascal,
        recordModule: `${noun}.ts`,
        key: id,
        isListed: true,
        sample: `{ ${id}: newId('${idPrefix}', milliseconds), customerId: 'ada', name: 'The first', createdAt: '2030-01-01T12:00:00.000Z' }`,
      });
    },
    substitutions: {
      tag: findTag(tree, folder),
      service: options.service,
      path,
      noun,
      item,
      items: toNames(collection).camel,
      gateway,
      id,
      idPrefix,
      tableVariable,
    },
    resources: [{ file: 'tables.yml', resources: [{ logicalId: table, yaml: listedTableYaml(table, id) }] }],
    yaml: `${names.kebab}:
  handler: dist/${names.kebab}.handler
  events:
    - http:
        method: get
        path: ${path}
        authorizer: ${authorizerReference('customer')}
  environment: { ${tableVariable}: !Ref ${table} }
  iamRoleStatements:
    - { Effect: Allow, Action: dynamodb:Query, Resource: !Sub '\${${table}.Arn}/index/byCustomer' }`,
  };
}
