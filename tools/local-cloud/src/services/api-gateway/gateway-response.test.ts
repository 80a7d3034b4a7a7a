import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Refusal, renderRefusal } from './gateway-response.ts';

const request = { context: { requestId: 'r-1' }, requestHeaders: {} };
const template = (text: string, ResponseType = 'BAD_REQUEST_BODY') =>
  new Map([[ResponseType, { ResponseType, ResponseTemplates: { 'application/json': text } }]]);

describe('a refusal', () => {
  it('is said as AWS says it where no response is declared', () => {
    expect(renderRefusal(new Refusal('THROTTLED'), new Map(), request)).toMatchObject({
      status: 429,
      body: '{"message":"Too Many Requests"}',
    });
  });

  it('takes the response for all of its class, with its own status', () => {
    const responses = template('{"code":"$context.error.responseType"}', 'DEFAULT_4XX');
    expect(renderRefusal(new Refusal('UNAUTHORIZED'), responses, request)).toMatchObject({
      status: 401,
      body: '{"code":"UNAUTHORIZED"}',
    });
    expect(renderRefusal(new Refusal('INTEGRATION_TIMEOUT'), responses, request)).toMatchObject({
      status: 504,
      body: expect.stringContaining('timed out'),
    });
  });

  it('stays a JSON document whatever the client sent', () => {
    fc.assert(
      fc.property(fc.string(), (validationErrorString) => {
        const refusal = new Refusal('BAD_REQUEST_BODY', { validationErrorString });
        const { body } = renderRefusal(
          refusal,
          template('{"detail":"$context.error.validationErrorString","id":"$context.requestId"}'),
          request,
        );
        expect(JSON.parse(body)).toEqual({ detail: validationErrorString, id: 'r-1' });
      }),
    );
  });
});
