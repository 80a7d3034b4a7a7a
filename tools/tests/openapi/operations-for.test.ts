import { describe, expect, it } from '@jest/globals';
import { operationsFor } from './operations-for.ts';

const document = {
  paths: {
    '/products': { get: { security: [] }, post: { security: [{ staff: [] }, { machine: ['write'] }] } },
    '/orders': { get: { security: [{ customer: [] }, { staff: [] }] } },
    '/sessions': { post: { security: [{}, { customer: [] }] } },
  },
};
const routesFor = (...args: Parameters<typeof operationsFor>) =>
  Object.entries(operationsFor(...args).paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method} ${path}`),
  );

describe('operationsFor', () => {
  it('gives each operation to one caller', () => {
    expect(routesFor(document, 'anonymous')).toEqual(['get /products']);
    expect(routesFor(document, 'staff')).toEqual(['post /products']);
    expect(routesFor(document, 'customer')).toEqual(['get /orders', 'post /sessions']);
  });
});
