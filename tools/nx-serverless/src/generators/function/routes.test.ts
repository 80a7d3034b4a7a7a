import { describe, expect, it } from '@jest/globals';
import { expectRouteIsFree, pathParameters } from './routes.ts';

const serverlessYml = `
functions:
  get-order:
    events: [{ http: { method: get, path: '/{orderId}' } }]
  list-lines:
    events: [{ http: { method: GET, path: '/{orderId}/lines' } }]
  on-paid:
    events: [{ sqs: { arn: !GetAtt Queue.Arn } }]
`;
const add = (method: string, path: string) => () => expectRouteIsFree(serverlessYml, { method, path });

describe('expectRouteIsFree', () => {
  it.each([
    ['post', '/{orderId}'],
    ['get', '/'],
    ['get', '/lines'],
    ['get', '/{orderId}/lines/{lineId}'],
  ])('accepts %s %s', (method, path) => expect(add(method, path)).not.toThrow());

  it('rejects the route of another function', () => {
    expect(add('get', '/{orderId}/lines')).toThrow('GET /{orderId}/lines is already the route of list-lines');
  });

  it('rejects a second parameter name in one segment', () => {
    expect(add('post', '/{id}/cancel')).toThrow('calls {id} what /{orderId} of get-order calls {orderId}');
  });

  it.each(['orders', '/{order-id}', '/a b', '/a/', '/{proxy+}', '//a'])('rejects the path %j', (path) => {
    expect(add('get', path)).toThrow('is not a valid route path. Write it like');
  });
});

it('returns the parameters of a path', () => {
  expect(pathParameters('/{orderId}/lines/{lineId}')).toEqual(['orderId', 'lineId']);
});
