import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import type { ApiDescription } from './api-description.ts';
import { openApi } from './openapi.ts';
import type { RequestDeclaration } from './request-declaration.ts';
import { requestParameters } from './request-parameters.ts';

const product = Type.Object({ name: Type.String() }, { title: 'Product' });
const declaration: RequestDeclaration = {
  tag: 'Products',
  summary: 'Rename a product',
  description: 'Changes its name.',
  access: { allows: 'staff', scope: 'tradewind/catalog.write' },
  routes: {},
  body: product,
  path: Type.Object({ productId: Type.String({ examples: ['prd_1'] }) }),
  query: Type.Object({ dryRun: Type.Optional(Type.Boolean({ description: 'Changes nothing.' })) }),
  headers: Type.Object({ 'If-Match': Type.String() }),
  responses: { 200: product, 204: null },
  deprecated: undefined,
  sends: ['ETag', 'Location'],
  problems: { 404: ['product.not-found'], 409: ['record.changed'] },
};
const api: ApiDescription = {
  title: 'Catalog',
  description: 'Products.',
  tags: { Products: 'What is on sale.' },
  parameters: {},
  problems: { 'product.not-found': 'It does not exist.', 'record.changed': 'Another request changed it.' },
  examples: { Product: { name: 'Table' } },
};

const documentOf = (changes: Partial<RequestDeclaration> = {}, texts: Partial<ApiDescription> = {}) =>
  openApi({
    service: { name: 'catalog' },
    api: { ...api, ...texts },
    functions: [
      {
        definition: {
          name: 'rename-product',
          handlerFile: '',
          declarationFile: '',
          routes: [{ method: 'patch', path: '/products/{productId}', authorizer: undefined }],
        },
        declaration: { ...declaration, ...changes },
      },
    ],
    webhooks: {},
  });

interface Operation {
  readonly parameters: readonly { readonly name: string }[];
  readonly responses: Readonly<Record<string, Response>>;
  readonly security: unknown;
}
interface Response {
  readonly $ref?: string;
  readonly description: string;
  readonly headers: object;
  readonly content: Readonly<Record<string, { readonly schema: object }>>;
}
const operationOf = (...changes: Parameters<typeof documentOf>) =>
  documentOf(...changes).paths['/catalog/products/{productId}']!['patch'] as Operation;

describe('openApi', () => {
  const operation = operationOf();

  it('describes a route under the base path of its service, with the name of its function', () => {
    expect(operation).toMatchObject({
      operationId: 'renameProduct',
      tags: ['Products'],
      summary: 'Rename a product',
      description: 'Changes its name.',
    });
  });

  it('marks a deprecated route, with the date of its removal', () => {
    const deprecated = { since: '2030-01-01', sunset: '2030-07-01' };
    expect(operationOf({ deprecated })).toMatchObject({ deprecated: true, 'x-sunset': '2030-07-01' });
    expect(operation).not.toHaveProperty('deprecated');
  });

  it('describes parameters by location', () => {
    expect(operation.parameters).toMatchObject([
      {
        name: 'productId',
        in: 'path',
        required: true,
        description: 'The id of the product.',
        example: 'prd_1',
      },
      { name: 'dryRun', in: 'query', required: false, description: 'Changes nothing.', example: true },
      { name: 'If-Match', in: 'header', required: true, example: '"3"' },
    ]);
  });

  it('refers to the schema and the example of a body by its title', () => {
    expect(operation.responses['200']!.content['application/json']).toEqual({
      schema: { $ref: '#/components/schemas/Product' },
      examples: { Product: { $ref: '#/components/examples/Product' } },
    });
    const { schemas, examples } = documentOf().components;
    expect(schemas!['Product']).toEqual({
      type: 'object',
      required: ['name'],
      properties: { name: { type: 'string' } },
    });
    expect(examples!['Product']).toEqual({ value: { name: 'Table' } });
  });

  it('lists every problem code of each status', () => {
    const codes = Object.entries(documentOf().paths).length;
    expect(codes).toBe(1);
    expect(Object.keys(operation.responses)).toEqual(
      '200 204 400 401 403 404 409 412 413 415 429 500 503 504'.split(' '),
    );
    const { content } = operation.responses['403']!;
    expect(content['application/problem+json']!.schema).toEqual({
      allOf: [{ $ref: '#/components/schemas/Problem' }],
      properties: {
        status: { const: 403 },
        code: { enum: ['auth.forbidden', 'request.blocked', 'auth.staff-only'] },
      },
    });
  });

  it('shares the problems that are the same on all routes', () => {
    expect(operation.responses['500']).toEqual({ $ref: '#/components/responses/ServerFailed' });
    expect(documentOf().components['responses']).toHaveProperty('ServerFailed');
  });

  it('describes one code by its status', () => {
    expect(operation.responses['409']!.description).toBe('- `record.changed`: Another request changed it.');
    expect(operation.responses['412']).toEqual({ $ref: '#/components/responses/RecordChanged' });
  });

  it('lists the headers of each answer', () => {
    expect(Object.keys(operation.responses['200']!.headers)).toEqual([
      'Cache-Control',
      'X-Correlation-Id',
      'ETag',
    ]);
    expect(Object.keys(operationOf({ responses: { 201: product } }).responses['201']!.headers)).toContain(
      'Location',
    );
  });

  it.each([
    [{ allows: 'anyone' }, []],
    [{ allows: 'guest-or-customer' }, [{}, { customer: [] }]],
    [{ allows: 'customer' }, [{ customer: [] }]],
    [{ allows: 'staff' }, [{ staff: [] }]],
    [
      { allows: 'customer-or-staff', scope: 'tradewind/orders.read' },
      [{ customer: [] }, { staff: [] }, { machine: ['tradewind/orders.read'] }],
    ],
  ] as const)('converts the access %j to security requirements', (access, security) => {
    expect(operationOf({ access }).security).toEqual(security);
  });

  it('describes the session token of a guest as a security scheme and not as a parameter', () => {
    const guest = operationOf({
      access: { allows: 'guest-or-customer' },
      headers: Type.Object({ 'Session-Token': Type.Optional(Type.String()) }),
    });
    expect(guest.security).toEqual([{ sessionToken: [] }, { customer: [] }]);
    expect(guest.parameters.map(({ name }) => name)).not.toContain('Session-Token');
  });

  it('rejects a missing text', () => {
    expect(() => documentOf({ tag: 'Tables' })).toThrow('The tag "Tables" of rename-product');
    expect(() => documentOf({ problems: { 409: ['product.gone'] } })).toThrow('product.gone');
    expect(() => documentOf({ query: Type.Object({ color: Type.String() }) })).toThrow('parameter color');
    expect(() => documentOf({ body: Type.Object({}) })).toThrow('has no title');
    expect(() => documentOf({}, { examples: {} })).toThrow('body/name has no example');
  });

  it('rejects two schemas with one title', () => {
    const other = Type.Object({ size: Type.Integer({ examples: [1] }) }, { title: 'Product' });
    expect(() => documentOf({ body: other })).toThrow('different components have the name Product');
  });
});

describe('requestParameters', () => {
  it('requires what the declaration requires', () => {
    expect(requestParameters(declaration)).toEqual({
      paths: { productId: true },
      querystrings: { dryRun: false },
      headers: { 'If-Match': true },
    });
  });

  it('omits locations without parameters', () => {
    expect(
      requestParameters({ ...declaration, path: undefined, query: undefined, headers: undefined }),
    ).toEqual({});
  });
});
