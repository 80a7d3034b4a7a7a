import { describe, expect, it } from '@jest/globals';
import { expectRouteIsFree, pathParametersOf } from './routes.ts';

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

describe('a new route', () => {
  it.each([
    ['post', '/{orderId}'],
    ['get', '/'],
    ['get', '/lines'],
    ['get', '/{orderId}/lines/{lineId}'],
  ])('may be %s %s', (method, path) => expect(add(method, path)).not.toThrow());

  it('is refused where another function has it', () => {
    expect(add('get', '/{orderId}/lines')).toThrow('GET /{orderId}/lines is the route of list-lines already');
  });

  it('calls a parameter what others at its place call it', () => {
    expect(add('post', '/{id}/cancel')).toThrow('calls {id} what /{orderId} of get-order calls {orderId}');
  });

  it.each(['orders', '/{order-id}', '/a b', '/a/', '/{proxy+}', '//a'])('is refused as %j', (path) => {
    expect(add('get', path)).toThrow('is no path of a route: write it like');
  });
});

it('reads the parameters of a path', () => {
  expect(pathParametersOf('/{orderId}/lines/{lineId}')).toEqual(['orderId', 'lineId']);
});
