import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GatewayError, renderGatewayError } from './gateway-response.ts';

const request = { context: { requestId: 'r-1' }, requestHeaders: {} };
const template = (text: string, ResponseType = 'BAD_REQUEST_BODY') =>
  new Map([[ResponseType, { ResponseType, ResponseTemplates: { 'application/json': text } }]]);

describe('renderGatewayError', () => {
  it('uses the default of AWS if no response is declared', () => {
    expect(renderGatewayError(new GatewayError('THROTTLED'), new Map(), request)).toMatchObject({
      status: 429,
      body: '{"message":"Too Many Requests"}',
    });
  });

  it('uses the response of its class with its own status', () => {
    const responses = template('{"code":"$context.error.responseType"}', 'DEFAULT_4XX');
    expect(renderGatewayError(new GatewayError('UNAUTHORIZED'), responses, request)).toMatchObject({
      status: 401,
      body: '{"code":"UNAUTHORIZED"}',
    });
    expect(renderGatewayError(new GatewayError('INTEGRATION_TIMEOUT'), responses, request)).toMatchObject({
      status: 504,
      body: expect.stringContaining('timed out'),
    });
  });

  it('renders valid JSON for any client input', () => {
    fc.assert(
      fc.property(fc.string(), (validationErrorString) => {
        const refusal = new GatewayError('BAD_REQUEST_BODY', { validationErrorString });
        const { body } = renderGatewayError(
          refusal,
          template('{"detail":"$context.error.validationErrorString","id":"$context.requestId"}'),
          request,
        );
        expect(JSON.parse(body)).toEqual({ detail: validationErrorString, id: 'r-1' });
      }),
    );
  });
});
