import { describe, expect, it } from '@jest/globals';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import fc from 'fast-check';
import { httpRouter } from './http-router.ts';

const event = (httpMethod: string, resource: string) => ({ httpMethod, resource }) as APIGatewayProxyEvent;
const context = {} as Context;

describe('the router of a service', () => {
  it('calls the handler of the route with the event and its context', () => {
    const handle = httpRouter<unknown[]>({
      'GET /stock/{productId}': (...received) => received,
      'POST /stock/{productId}': () => [],
    });
    const sent = event('GET', '/stock/{productId}');
    expect(handle(sent, context)).toEqual([sent, context]);
  });

  it('answers HEAD by the handler of GET', () =>
    expect(httpRouter({ 'GET /': () => 'get' })(event('HEAD', '/'), context)).toBe('get'));

  it('calls exactly the handler of each declared route, and throws for any other', () =>
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.tuple(fc.constantFrom('GET', 'POST', 'DELETE'), fc.webPath()).map((route) => route.join(' ')),
          fc.nat(),
        ),
        fc.constantFrom('GET', 'PUT', '__proto__', 'constructor'),
        fc.webPath(),
        (values, method, path) => {
          const handle = httpRouter(
            Object.fromEntries(Object.entries(values).map(([route, value]) => [route, () => value])),
          );
          for (const [route, value] of Object.entries(values)) {
            const [declaredMethod, ...rest] = route.split(' ');
            expect(handle(event(declaredMethod!, rest.join(' ')), context)).toBe(value);
          }
          fc.pre(!Object.hasOwn(values, `${method} ${path}`));
          expect(() => handle(event(method, path), context)).toThrow('No handler answers');
        },
      ),
    ));
});
