import { correlationId } from '#libs/logging';
import type { MiddlewareObj, Request } from '@middy/core';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { deprecationHeaders, type Deprecation } from './deprecation.ts';

/**
 * The headers that mean something for JSON: browsers must not guess another type, and must use HTTPS.
 * https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#security-headers
 */
const SECURITY_HEADERS = {
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
};

/** Any site may call the API: tokens are sent in a header, so there is no cookie that another site could abuse. */
const CORS_HEADERS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers':
    'Deprecation,ETag,Location,Preference-Applied,Retry-After,Sunset,X-Correlation-Id,x-amzn-RequestId',
};

// Merged once, so that a response copies one object.
const ALL_RESPONSES = { ...SECURITY_HEADERS, ...CORS_HEADERS, 'Cache-Control': 'no-store' };

/** Creates the middleware that adds the headers of all responses. A response without `Cache-Control` is not cached. */
export const responseHeaders = (
  deprecated?: Deprecation,
): MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult> => {
  const addHeaders = ({ response }: Request<APIGatewayProxyEvent, APIGatewayProxyResult>) => {
    if (!response) return;
    response.headers = {
      ...ALL_RESPONSES,
      'X-Correlation-Id': correlationId(),
      ...response.headers,
    };
  };
  const addAllHeaders = (request: Request<APIGatewayProxyEvent, APIGatewayProxyResult>) => {
    addHeaders(request);
    if (deprecated && request.response)
      Object.assign(request.response.headers ?? {}, deprecationHeaders(deprecated));
  };
  return { after: addAllHeaders, onError: addHeaders };
};
