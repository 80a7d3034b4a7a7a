import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { getItem } from './items.ts';

/** The headers that API Gateway passes on for a request of a browser. */
const headers = {
  accept: 'application/json',
  'accept-encoding': 'gzip, deflate, br, zstd',
  'accept-language': 'en-GB,en;q=0.9',
  'CloudFront-Forwarded-Proto': 'https',
  'CloudFront-Viewer-Country': 'GB',
  Host: 'api.shop.example.com',
  Origin: 'https://shop.example.com',
  Referer: 'https://shop.example.com/',
  // cspell:ignore KHTML -- the name of a rendering engine, which browsers send
  'User-Agent':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
  Via: '2.0 0a1b2c3d4e5f.cloudfront.net (CloudFront)',
  'X-Amz-Cf-Id': 'QxT9zq3u7mZ0lq8Y3xw7vK1rJ5nD2pB6hF4cG8sA9eW0tR1yU2iO3p==',
  'X-Amzn-Trace-Id': 'Root=1-68b1a1f0-0123456789abcdef01234567',
  'X-Correlation-Id': '5b1f6f2e-8a4d-4c2a-9f5e-0d3c2b1a4f6e',
  'X-Forwarded-For': '192.0.2.1, 203.0.113.7',
  'X-Forwarded-Port': '443',
  'X-Forwarded-Proto': 'https',
};

const ISSUER = 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Staff';
const ITEM_ID = 'itm_01kc9r4h8mq7t2v5x0z3b6d8f1g4j7k9n2p5';
const { itemId: _, version: __, status: ___, createdAt: ____, ...newItem } = getItem(ITEM_ID);
const body = JSON.stringify(newItem);

const requestContext = {
  accountId: '123456789012',
  apiId: 'a1b2c3d4e5',
  requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
  stage: 'prod',
  identity: { sourceIp: '192.0.2.1', userAgent: headers['User-Agent'] },
};

const event = (changed: object) =>
  ({
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    body: null,
    isBase64Encoded: false,
    requestContext,
    ...changed,
  }) as unknown as APIGatewayProxyEvent;

/** The events, as texts: the runtime parses a new object for each invocation, and a stack may change it. */
export const eventTexts = {
  GET: JSON.stringify(
    event({
      httpMethod: 'GET',
      resource: '/items/{itemId}',
      path: `/items/${ITEM_ID}`,
      pathParameters: { itemId: ITEM_ID },
      queryStringParameters: { expand: 'true' },
    }),
  ),
  POST: JSON.stringify(
    event({
      httpMethod: 'POST',
      resource: '/items',
      path: '/items',
      headers: {
        ...headers,
        'Content-Type': 'application/json',
        'Idempotency-Key': '8e03978e-40d5-43e8-bc93-6894a57f9324',
      },
      body,
      requestContext: {
        ...requestContext,
        authorizer: {
          claims: {
            iss: ISSUER,
            sub: '7d3f8a52-90c1-4e7b-8f6d-2b1c5a9e4d30',
            client_id: '1h57kf5cpq17m0eml12EXAMPLE',
            username: 'staff-1',
            scope: 'tradewind/items.write',
            token_use: 'access',
          },
        },
      },
    }),
  ),
};

/** The environment of a deployed function. */
export const functionEnvironment = {
  AWS_REGION: 'eu-west-1',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: 'tradewind-items-prod-item',
  AWS_LAMBDA_FUNCTION_VERSION: '7',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  STAGE: 'prod',
  CODE_VERSION: '0123456789ab',
  POWERTOOLS_SERVICE_NAME: 'items',
  POWERTOOLS_METRICS_NAMESPACE: 'tradewind/prod',
  POWERTOOLS_LOG_LEVEL: 'INFO',
  LOG_SAMPLE_RATE: '1',
  STAFF_ISSUER_URL: ISSUER,
  CUSTOMER_ISSUER_URL: 'https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Customers',
  _X_AMZN_TRACE_ID: 'Root=1-68b1a1f0-0123456789abcdef01234567;Parent=0123456789abcdef;Sampled=1',
};

export const context = {
  awsRequestId: 'd9f2b0a4-3c1e-4b57-8a90-6e5d4c3b2a10',
  functionName: functionEnvironment.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: '7',
  invokedFunctionArn: 'arn:aws:lambda:eu-west-1:123456789012:function:tradewind-items-prod-item',
  memoryLimitInMB: '512',
  logGroupName: '/aws/lambda/tradewind-items-prod-item',
  logStreamName: '2030/01/01/[7]0123456789abcdef',
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => 10_000,
} as Context;
