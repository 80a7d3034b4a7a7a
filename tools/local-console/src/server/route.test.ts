import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { matchRoute, type Route } from './route.ts';

const route = (method: Route['method'], path: string): Route => ({ method, path, handle: () => path });
const routes = [
  route('GET', '/api/traces'),
  route('GET', '/api/traces/:id'),
  route('POST', '/api/aws/:service/:operation'),
];

describe('matchRoute', () => {
  it('returns the decoded segments of the path', () => {
    expect(matchRoute(routes, 'POST', '/api/aws/dynamodb/ListTables')?.parameters).toEqual({
      service: 'dynamodb',
      operation: 'ListTables',
    });
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (id) => {
        expect(matchRoute(routes, 'GET', `/api/traces/${encodeURIComponent(id)}`)?.parameters).toEqual({
          id,
        });
      }),
    );
  });

  it.each([
    ['another method', 'POST', '/api/traces'],
    ['an unknown path', 'GET', '/api/trace'],
    ['an empty segment', 'GET', '/api/traces/'],
    ['a longer path', 'GET', '/api/traces/1/2'],
    ['an invalid escape', 'GET', '/api/traces/%E0%A4%A'],
  ])('finds no route for %s', (_, method, path) => {
    expect(matchRoute(routes, method, path)).toBeUndefined();
  });
});
