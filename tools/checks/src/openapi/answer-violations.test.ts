import { describe, expect, it } from '@jest/globals';
import { documentFrame, type OpenApiDocument } from '../../../build/src/bundler/openapi/openapi.ts';
import { answerViolations } from './answer-violations.ts';

const problems = (...codes: string[]) => ({
  content: { 'application/problem+json': { schema: { properties: { code: { enum: codes } } } } },
});
const document: OpenApiDocument = {
  ...documentFrame('Orders', 'Orders.'),
  tags: [],
  paths: {
    '/orders/{orderId}': {
      get: {
        responses: {
          200: {},
          404: problems('order.not-found'),
          429: { $ref: '#/components/responses/RequestThrottled' },
        },
      },
    },
  },
  components: { responses: { RequestThrottled: problems('request.throttled') } },
};
const violations = (answer: { status: number; code?: string; method?: string; path?: string }) =>
  answerViolations(
    [{ service: 'orders', method: 'GET', path: '/{orderId}', ...answer }],
    new Map([['orders', document]]),
  ).map(({ subject, message }) => `${subject}: ${message}`);

describe('answerViolations', () => {
  it.each([
    { status: 200 },
    { status: 200, method: 'HEAD' },
    { status: 404, code: 'order.not-found' },
    { status: 429, code: 'request.throttled' },
  ])('accepts %j, which is documented', (answer) => {
    expect(violations(answer)).toEqual([]);
  });

  it.each([
    [{ status: 409, code: 'order.shipped' }, 'status 409 (order.shipped)'],
    [{ status: 404, code: 'order.gone' }, 'problem code order.gone with the status 404'],
    [{ status: 429, code: 'order.busy' }, 'problem code order.busy'],
    [{ status: 200, path: '/{orderId}/print' }, 'no such operation'],
    [{ status: 200, method: 'DELETE' }, 'no such operation'],
  ])('finds %j', (answer, message) => {
    expect(violations(answer)).toEqual([expect.stringContaining(message)]);
  });
});
