import { describe, expect, it } from '@jest/globals';
import { proxyResponse } from './proxy-response.ts';

const headersOf = (headers: object, multiValueHeaders: object = {}) =>
  proxyResponse(JSON.stringify({ statusCode: 401, headers, multiValueHeaders, body: '' })).headers;

describe('the response of a function', () => {
  it('keeps its headers, and multiValueHeaders take precedence', () => {
    expect(headersOf({ ETag: '"1"', 'Set-Cookie': 'a=1' }, { 'set-cookie': ['a=1', 'b=2'] })).toEqual({
      ETag: '"1"',
      'set-cookie': ['a=1', 'b=2'],
    });
  });

  it('has its WWW-Authenticate header renamed, as on AWS', () => {
    expect(headersOf({ 'WWW-Authenticate': 'Bearer' })).toEqual({
      'x-amzn-Remapped-WWW-Authenticate': 'Bearer',
    });
  });

  it('loses its transfer headers', () => {
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
