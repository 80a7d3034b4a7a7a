import type { AwsRequest, AwsResponse } from '../../../contract/aws-request.ts';
import { matchesWildcard } from '../../../../../workspace/src/iam/wildcard.ts';
import { s3Error } from './s3-error.ts';

/** `CorsConfiguration.CorsRules` of a bucket: https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html */
export interface CorsRule {
  readonly AllowedOrigins: readonly string[];
  readonly AllowedMethods: readonly string[];
  readonly AllowedHeaders?: readonly string[];
  readonly ExposedHeaders?: readonly string[];
  readonly MaxAge?: number | string;
}

/** The headers that let a browser of that origin read the answer; none where no rule allows it. */
export function corsHeaders(
  rules: readonly CorsRule[],
  { method, headers }: Pick<AwsRequest, 'method' | 'headers'>,
) {
  const origin = headers.origin;
  const rule = origin === undefined ? undefined : ruleFor(rules, origin, method, []);
  return rule === undefined || origin === undefined ? {} : allowing(rule, origin);
}

/** The answer to a browser that asks before it calls. */
export function preflightAnswer(
  rules: readonly CorsRule[],
  { headers }: Pick<AwsRequest, 'headers'>,
): AwsResponse {
  const { origin = '', 'access-control-request-method': method = '' } = headers;
  const asked = (headers['access-control-request-headers'] ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  const rule = ruleFor(rules, origin, method, asked);
  if (rule === undefined)
    return s3Error(403, 'AccessForbidden', 'CORSResponse: This CORS request is not allowed.');
  return {
    status: 200,
    headers: {
      ...allowing(rule, origin),
      ...(asked.length > 0 && { 'access-control-allow-headers': asked.join(', ') }),
      ...(rule.MaxAge !== undefined && { 'access-control-max-age': String(rule.MaxAge) }),
    },
    body: '',
  };
}

function ruleFor(rules: readonly CorsRule[], origin: string, method: string, asked: readonly string[]) {
  return rules.find(
    ({ AllowedOrigins, AllowedMethods, AllowedHeaders = [] }) =>
      AllowedOrigins.some((pattern) => matchesWildcard(pattern, origin)) &&
      AllowedMethods.includes(method) &&
      asked.every((name) =>
        AllowedHeaders.some((pattern) => matchesWildcard(pattern.toLowerCase(), name.toLowerCase())),
      ),
  );
}

const allowing = ({ AllowedOrigins, AllowedMethods, ExposedHeaders = [] }: CorsRule, origin: string) => ({
  'access-control-allow-origin': AllowedOrigins.includes('*') ? '*' : origin,
  'access-control-allow-methods': AllowedMethods.join(', '),
  vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  ...(ExposedHeaders.length > 0 && { 'access-control-expose-headers': ExposedHeaders.join(', ') }),
});
