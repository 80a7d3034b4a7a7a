import type { AwsRequest, AwsResponse } from '../../contract/aws-request.ts';

/** The headers of the public operations, which carry no credentials: signed calls from other sites stay blocked. */
const ALLOWED_HEADERS = 'content-type,x-amz-target,x-amz-user-agent,cache-control';

/** Cognito answers the public operations to pages of any site, such as a storefront that signs in its customers. */
export const preflightResponse = (): AwsResponse => ({
  status: 200,
  headers: {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': ALLOWED_HEADERS,
    'access-control-max-age': '172800',
  },
  body: '',
});

/** @returns the response with the header that lets the page read it */
export const withCors = (response: AwsResponse, { headers }: Pick<AwsRequest, 'headers'>): AwsResponse =>
  headers['origin'] === undefined
    ? response
    : { ...response, headers: { ...response.headers, 'access-control-allow-origin': '*' } };
