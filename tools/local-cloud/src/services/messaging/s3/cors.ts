import type { AwsRequest, AwsResponse } from '../../../contract/aws-request.ts';
import { matchesWildcard } from '../../../../../workspace/src/patterns/wildcard.ts';
import { s3Error } from './s3-error.ts';

/** `CorsConfiguration.CorsRules` of a bucket: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html */
export interface CorsRule {
  readonly AllowedOrigins: readonly string[];
  readonly AllowedMethods: readonly string[];
  readonly AllowedHeaders?: readonly string[];
  readonly ExposedHeaders?: readonly string[];
  readonly MaxAge?: number | string;
}

/** The CORS headers of a response; none when no rule allows the origin. */
export function corsHeaders(
  rules: readonly CorsRule[],
  { method, headers }: Pick<AwsRequest, 'method' | 'headers'>,
) {
  const origin = headers.origin;
  const rule = origin === undefined ? undefined : findRule(rules, origin, method, []);
  return rule === undefined || origin === undefined ? {} : toCorsHeaders(rule, origin);
}

/** The response to a CORS preflight request. */
export function preflightResponse(
  rules: readonly CorsRule[],
  { headers }: Pick<AwsRequest, 'headers'>,
): AwsResponse {
  const { origin = '', 'access-control-request-method': method = '' } = headers;
  const requestedHeaders = (headers['access-control-request-headers'] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const rule = findRule(rules, origin, method, requestedHeaders);
  if (rule === undefined)
    return s3Error(403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.');
  return {
    status: 200,
    headers: {
      ...toCorsHeaders(rule, origin),
      ...(requestedHeaders.length > 0 && { 'access-control-allow-headers': requestedHeaders.join(', ') }),
      ...(rule.MaxAge !== undefined && { 'access-control-max-age': String(rule.MaxAge) }),
    },
    body: '',
  };
}

function findRule(
  rules: readonly CorsRule[],
  origin: string,
  method: string,
  requestedHeaders: readonly string[],
) {
  return rules.find(
    ({ AllowedOrigins, AllowedMethods, AllowedHeaders = [] }) =>
      AllowedOrigins.some((pattern) => matchesWildcard(pattern, origin)) &&
      AllowedMethods.includes(method) &&
      requestedHeaders.every((name) =>
        AllowedHeaders.some((pattern) => matchesWildcard(pattern.toLowerCase(), name.toLowerCase())),
      ),
  );
}

const toCorsHeaders = (
  { AllowedOrigins, AllowedMethods, ExposedHeaders = [] }: CorsRule,
  origin: string,
) => ({
  'access-control-allow-origin': AllowedOrigins.includes('*') ? '*' : origin,
  'access-control-allow-methods': AllowedMethods.join(', '),
  vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  ...(ExposedHeaders.length > 0 && { 'access-control-expose-headers': ExposedHeaders.join(', ') }),
});
