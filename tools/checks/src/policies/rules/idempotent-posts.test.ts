import { describe, expect, it } from '@jest/globals';
import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';
import { idempotentPosts } from './idempotent-posts.ts';

const fn = (variables: object) => ({
  Type: 'AWS::Lambda::Function',
  Properties: { Environment: { Variables: variables } },
});
const method = (properties: object, metadata?: object) => ({
  Type: 'AWS::ApiGateway::Method',
  Properties: {
    HttpMethod: 'POST',
    RequestParameters: { 'method.request.header.Idempotency-Key': false },
    Integration: { Uri: { 'Fn::GetAtt': ['Book', 'Arn'] } },
    ...properties,
  },
  ...(metadata && { Metadata: metadata }),
});
const replies = { IDEMPOTENCY_TABLE: { Ref: 'IdempotencyTable' } };
const isReported = (post: object, variables: object): boolean =>
  idempotentPosts(
    {
      name: 'seats',
      template: { Resources: { Book: fn(variables), Post: post } },
    } as unknown as ServicePackage,
    [],
  ).length > 0;

describe('idempotentPosts', () => {
  it.each<[string, object, object]>([
    ['whose function stores replies', method({}), replies],
    ['with a reason', method({ RequestParameters: {} }, { idempotentBecause: 'signed events' }), {}],
    ['of another method', method({ HttpMethod: 'PUT', RequestParameters: {} }), {}],
  ])('accepts a route %s', (_, post, variables) => {
    expect(isReported(post, variables)).toBe(false);
  });

  it.each<[string, object, object]>([
    ['that does not declare the header', method({ RequestParameters: {} }), replies],
    ['without any parameters', method({ RequestParameters: undefined }), replies],
    ['whose function stores no replies', method({}), {}],
  ])('reports a route %s', (_, post, variables) => {
    expect(isReported(post, variables)).toBe(true);
  });
});
