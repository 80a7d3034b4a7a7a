import { describe, expect, it } from '@jest/globals';
import { gatewayResponses } from './gateway-responses.ts';

const byType = new Map(
  Object.values(gatewayResponses()).map(({ Properties }) => [
    Properties['ResponseType'] as string,
    Properties as {
      StatusCode: string;
      ResponseParameters: Record<string, string>;
      ResponseTemplates: { 'application/json': string };
    },
  ]),
);

describe('gatewayResponses', () => {
  it.each([...byType])(
    'responds to %s with problem details',
    (_type, { StatusCode, ResponseParameters, ResponseTemplates }) => {
      const problem = JSON.parse(ResponseTemplates['application/json']) as Record<string, unknown>;
      expect(problem).toEqual({
        type: 'about:blank',
        title: expect.any(String),
        status: Number(StatusCode),
        code: expect.stringMatching(/^(request|auth|server)\.[a-z-]+$/),
        detail: expect.any(String),
        requestId: '$context.requestId',
      });
      expect(ResponseParameters).toMatchObject({
        'gatewayresponse.header.Content-Type': "'application/problem+json'",
        'gatewayresponse.header.Access-Control-Allow-Origin': "'*'",
        'gatewayresponse.header.Cache-Control': "'no-store'",
        'gatewayresponse.header.X-Correlation-Id': 'context.requestId',
      });
    },
  );

  it.each([
    ['BAD_REQUEST_BODY', '400', 'request.invalid-body'],
    ['BAD_REQUEST_PARAMETERS', '400', 'request.invalid-parameters'],
    ['UNAUTHORIZED', '401', 'auth.unauthorized'],
    ['ACCESS_DENIED', '403', 'auth.forbidden'],
    ['MISSING_AUTHENTICATION_TOKEN', '404', 'request.unknown-route'],
    ['THROTTLED', '429', 'request.throttled'],
    ['WAF_FILTERED', '429', 'request.rate-exceeded'],
    ['REQUEST_TOO_LARGE', '413', 'request.too-large'],
    ['INTEGRATION_TIMEOUT', '504', 'server.timeout'],
  ])('maps %s to %s %s', (type, status, code) => {
    const { StatusCode, ResponseTemplates } = byType.get(type)!;
    expect([
      StatusCode,
      (JSON.parse(ResponseTemplates['application/json']) as { code: string }).code,
    ]).toEqual([status, code]);
  });

  it('repeats nothing that the client wrote', () => {
    const variables = [...byType.values()].flatMap(({ ResponseTemplates }) =>
      [...ResponseTemplates['application/json'].matchAll(/\$context\.[\w.]+/g)].map(([name]) => name),
    );
    // Missing parameters are declared ones; the validation errors of bodies name properties of the client.
    expect(new Set(variables)).toEqual(
      new Set(['$context.requestId', '$context.error.validationErrorString']),
    );
    expect(byType.get('BAD_REQUEST_BODY')!.ResponseTemplates['application/json']).not.toContain(
      '$context.error',
    );
  });

  it('explains how to authenticate', () => {
    expect(byType.get('UNAUTHORIZED')!.ResponseParameters).toHaveProperty(
      ['gatewayresponse.header.WWW-Authenticate'],
      "'Bearer'",
    );
  });
});
