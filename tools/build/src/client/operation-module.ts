import { CommandError } from '../../../workspace/src/cli/command-error.ts';
import type { OpenApiDocument } from '../bundler/openapi/openapi.ts';
import {
  componentName,
  operationsOf,
  type ClientParameter,
  type PlacedOperation,
} from './client-document.ts';
import { problemCodes } from './problem-codes.ts';
import { typeOfSchema } from './schema-types.ts';

/** The header parameters that options of the client set, with the type of the option. */
const headerOptions: Readonly<Record<string, string>> = {
  'Idempotency-Key': 'IdempotencyKeyOption',
  'If-Match': 'IfMatchOption',
  'If-None-Match': 'IfNoneMatchOption',
  Prefer: 'WaitOption',
};

/**
 * Writes the module with the operations of a service.
 *
 * @returns undefined if no operation of the service is for clients
 * @throws CommandError if an operation has a form that the client does not support
 */
export function operationModule(document: OpenApiDocument): string | undefined {
  const operations = operationsOf(document).filter(isForClients);
  if (operations.length === 0) return undefined;
  const parts = operations.map((operation) => writeOperation(operation, document));
  const code = parts.join('\n\n');
  const used = (names: readonly string[]) => names.filter((name) => new RegExp(`\\b${name}\\b`).test(code));
  const schemas = used(Object.keys(document.components['schemas'] ?? {}));
  const options = used([...Object.values(headerOptions), 'CallOptions', 'SessionTokenOption', 'Found']);
  const promises = used(['ApiPromise', 'PagePromise']);
  return [
    importTypes(options, '../../call-options.ts'),
    importTypes(['Operation'], '../../operation.ts'),
    ...promises.map((name) => importTypes([name], `../../results/${promiseFile[name]!}`)),
    importTypes(schemas, '../schemas.ts'),
    '',
    code,
    '',
  ].join('\n');
}

const promiseFile: Readonly<Record<string, string>> = {
  ApiPromise: 'api-promise.ts',
  PagePromise: 'page-promise.ts',
};

const importTypes = (names: readonly string[], from: string): string =>
  names.length === 0 ? '' : `import type { ${names.toSorted().join(', ')} } from '${from}';`;

/** The webhook of the payment provider requires a header that only the provider can create. */
const isForClients = ({ parameters }: PlacedOperation): boolean =>
  !parameters.some((each) => each.in === 'header' && each.required && !(each.name in headerOptions));

function writeOperation(operation: PlacedOperation, document: OpenApiDocument): string {
  const { operationId, method, path, parameters, requestBody } = operation;
  const query = parameters.filter((each) => each.in === 'query');
  if (requestBody && query.length > 0)
    throw new CommandError(`${operationId} has a body and a query; the client supports one of them.`);
  const queryType = `${capitalize(operationId)}Query`;
  const headers = parameters.filter((each) => each.in === 'header').map(({ name }) => name);
  const facts = [
    `method: '${method}'`,
    `path: '${path}'`,
    `access: '${accessOf(operation)}'`,
    ...(requestBody ? ["input: 'body'"] : query.length > 0 ? ["input: 'query'"] : []),
    ...(headers.includes('Idempotency-Key') ? ['hasIdempotencyKey: true'] : []),
    ...(isPaged(operation) ? ['isPaged: true'] : []),
    ...guestSession(operation, document),
  ];
  return [
    ...(query.length > 0 ? [writeQuery(queryType, query), ''] : []),
    docComment(operation, ownProblemCodes(operation, document)),
    `export const ${operationId}: Operation<${callType(operation, queryType)}> = { ${facts.join(', ')} };`,
  ].join('\n');
}

const writeQuery = (name: string, query: readonly ClientParameter[]): string =>
  `export interface ${name} {\n${query
    .map(
      (each) =>
        `/** ${each.description} */\nreadonly ${each.name}${each.required ? '' : '?'}: ${typeOfSchema(each.schema)}${each.required ? '' : ' | undefined'};`,
    )
    .join('\n')}\n}`;

function callType(operation: PlacedOperation, queryType: string): string {
  const { parameters, requestBody } = operation;
  const names = (place: string) => parameters.filter((each) => each.in === place).map(({ name }) => name);
  const options = [
    'CallOptions',
    ...names('header').map((name) => headerOptions[name]!),
    ...(acceptsSessionToken(operation) ? ['SessionTokenOption'] : []),
  ].join(' & ');
  const isConditional = names('header').includes('If-None-Match');
  const args = [
    ...names('path').map((name) => `${name}: string`),
    ...(requestBody ? [`body: ${schemaName(requestBody.content, operation)}`] : []),
    ...(names('query').length > 0 ? [`query?: ${queryType}`] : []),
    `options?: ${isConditional ? 'Options' : options}`,
  ].join(', ');
  const data = resultType(operation);
  if (isPaged(operation)) return `(${args}) => PagePromise<${data}>`;
  return isConditional
    ? `<Options extends ${options} = ${options}>(${args}) => ApiPromise<Found<${data}, Options>>`
    : `(${args}) => ApiPromise<${data}>`;
}

function resultType(operation: PlacedOperation): string {
  const types = successes(operation).map(({ content }) =>
    content ? schemaName(content, operation) : 'undefined',
  );
  return [...new Set(types)].join(' | ');
}

const successes = ({ responses }: PlacedOperation) =>
  Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([, response]) => response);

function schemaName(
  content: NonNullable<PlacedOperation['requestBody']>['content'],
  { operationId }: PlacedOperation,
) {
  const ref = content['application/json']?.schema.$ref;
  if (ref === undefined)
    throw new CommandError(
      `${operationId} has a schema without a title. Give it one: the client names its type.`,
    );
  return componentName(ref);
}

const isPaged = ({ parameters }: PlacedOperation): boolean =>
  parameters.some(({ name }) => name === 'cursor');

const acceptsSessionToken = ({ security }: PlacedOperation): boolean =>
  security.some((scheme) => 'sessionToken' in scheme);

function accessOf(operation: PlacedOperation): 'public' | 'optional' | 'required' {
  const { security } = operation;
  if (security.length === 0) return 'public';
  const isOptional =
    acceptsSessionToken(operation) || security.some((scheme) => Object.keys(scheme).length === 0);
  return isOptional ? 'optional' : 'required';
}

/** Codes that almost every operation has are not repeated. */
const ownProblemCodes = (operation: PlacedOperation, document: OpenApiDocument): string[] =>
  problemCodes(operation, document).filter((code) => !/^(auth|idempotency|request|server)[.]/.test(code));

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, unknown>>;
}

function guestSession(operation: PlacedOperation, { components }: OpenApiDocument): string[] {
  if (acceptsSessionToken(operation)) return ["guestSession: 'accepted'"];
  const schema = components['schemas']?.[resultType(operation)] as ObjectSchema | undefined;
  return schema?.properties && 'sessionToken' in schema.properties ? ["guestSession: 'issued'"] : [];
}

function docComment(operation: PlacedOperation, codes: readonly string[]): string {
  const { summary, description, method, path, deprecated } = operation;
  const lines = [
    `${summary}: \`${method} ${path}\`.`,
    '',
    ...description.split('\n'),
    ...(codes.length > 0
      ? ['', `@throws TradewindProblem ${codes.map((code) => `\`${code}\``).join(', ')}`]
      : []),
    ...(deprecated ? [`@deprecated It will be removed on ${operation['x-sunset']}.`] : []),
  ];
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join('\n')}\n */`;
}

const capitalize = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);
