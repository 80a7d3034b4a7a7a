import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import { openApi } from './openapi.ts';
import type { RequestDeclaration } from './request-declaration.ts';
import { requestParameters } from './request-parameters.ts';

const product = Type.Object({ name: Type.String() });
const declaration: RequestDeclaration = {
  summary: 'Renames a product',
  body: product,
  path: Type.Object({ productId: Type.String() }),
  query: Type.Object({ dryRun: Type.Optional(Type.Boolean()) }),
  headers: Type.Object({ 'If-Match': Type.String() }),
  responses: { 200: product, 204: null, 404: null },
};
const page = (authorizer?: string) =>
  openApi({ name: 'catalog' }, [
    {
      definition: {
        name: 'rename-product',
        handlerFile: '',
        declarationFile: '',
        routes: [{ method: 'patch', path: '/products/{productId}', authorizer }],
      },
      declaration,
    },
  ]) as { paths: Record<string, { patch: Record<string, unknown> }> };

describe('openApi', () => {
  const operation = page('${file(authorizers.yml):signedIn}').paths['/catalog/products/{productId}']!.patch;

  it('describes a route under the base path of its service, with the name of its function', () => {
    expect(operation).toMatchObject({ operationId: 'renameProduct', summary: 'Renames a product' });
  });

  it('lists parameters by location', () => {
    expect(operation['parameters']).toEqual([
      { name: 'productId', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'dryRun', in: 'query', required: false, schema: { type: 'boolean' } },
      { name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } },
    ]);
  });

  it('describes errors as problem details', () => {
    const responses = operation['responses'] as Record<string, { content?: object }>;
    expect(Object.keys(responses['404']!.content!)).toEqual(['application/problem+json']);
    expect(Object.keys(responses['200']!.content!)).toEqual(['application/json']);
    expect(responses['204']).toEqual({ description: 'No Content' });
  });

  it('requires a token if the route has an authorizer', () => {
    expect(operation['security']).toEqual([{ userPool: [] }]);
    expect(page().paths['/catalog/products/{productId}']!.patch['security']).toEqual([]);
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
