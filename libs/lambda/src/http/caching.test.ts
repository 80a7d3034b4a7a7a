import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { withCaching } from './caching.ts';
import { ok } from './reply.ts';

const caching = { publicSeconds: 60 };
const reply = ok({ title: 'Lamp' }, { version: 3 });
const statusFor = (ifNoneMatch: string | undefined, method = 'GET', of = reply) =>
  withCaching(of, { method, ifNoneMatch, caching }).status;

describe('withCaching', () => {
  it.each([undefined, '', '3', '"2"', '"33"', 'W/"2", "4"', '"*"', "'3'"])(
    'sends the body for %p',
    (tags) => {
      expect(statusFor(tags)).toBe(200);
    },
  );

  it.each(['"3"', 'W/"3"', '"1", "3"', '"1",W/"3"', '*', ' * '])('sends 304 for %p', (tags) => {
    expect(statusFor(tags)).toBe(304);
    expect(statusFor(tags, 'HEAD')).toBe(304);
  });

  it('sends 304 exactly when the list has the tag, weak or not', () => {
    const tag = fc.tuple(fc.constantFrom('', 'W/'), fc.stringMatching(/^"[a-z0-9,]{0,3}"$/));
    fc.assert(
      fc.property(fc.array(tag), fc.constantFrom(', ', ','), (tags, separator) => {
        const header = tags.map(([weak, opaque]) => weak + opaque).join(separator);
        expect(statusFor(header) === 304).toBe(tags.some(([, opaque]) => opaque === '"3"'));
      }),
    );
  });

  it('keeps the headers of the 200, and drops the body', () => {
    const headers = { ETag: '"3"', 'Cache-Control': 'public, max-age=60', Vary: 'Accept-Encoding' };
    expect(withCaching(reply, { method: 'GET', ifNoneMatch: '"3"', caching })).toEqual({
      status: 304,
      headers,
    });
  });

  it('changes neither other methods nor other statuses nor replies without a tag', () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) expect(statusFor('*', method)).toBe(200);
    expect(statusFor('*', 'GET', ok({}))).toBe(200);
    const missing = { status: 404, headers: { ETag: '"3"' }, body: {} };
    expect(withCaching(missing, { method: 'GET', ifNoneMatch: '*', caching })).toBe(missing);
  });

  it('is public only where the route declares it', () => {
    const { headers } = withCaching(reply, { method: 'GET', ifNoneMatch: undefined, caching: undefined });
    expect(headers).toEqual({ ETag: '"3"' });
  });
});
