import { describe, expect, it } from '@jest/globals';
import { proxyResponse } from './proxy-response.ts';

const headersOf = (headers: object, multiValueHeaders: object = {}) =>
  proxyResponse(JSON.stringify({ statusCode: 401, headers, multiValueHeaders, body: '' })).headers;

describe('what a function answers', () => {
  it('keeps its headers; the values of multiValueHeaders hold', () => {
    expect(headersOf({ ETag: '"1"', 'Set-Cookie': 'a=1' }, { 'set-cookie': ['a=1', 'b=2'] })).toEqual({
      ETag: '"1"',
      'set-cookie': ['a=1', 'b=2'],
    });
  });

  it('may not say how to authenticate: API Gateway gives that another name', () => {
    expect(headersOf({ 'WWW-Authenticate': 'Bearer' })).toEqual({
      'x-amzn-Remapped-WWW-Authenticate': 'Bearer',
    });
  });

  it('does not say how it is sent', () => {
    expect(headersOf({ Connection: 'close', 'Content-Length': 7, 'Transfer-Encoding': 'chunked' })).toEqual(
      {},
    );
  });

  it.each(['null', '"text"', '{}', '{"statusCode":200,"body":{}}', '{"statusCode":200,"headers":[1]}'])(
    'is a 502 where it has another form: %s',
    (payload) => {
      expect(() => proxyResponse(payload)).toThrow(expect.objectContaining({ type: 'INTEGRATION_FAILURE' }));
    },
  );
});
