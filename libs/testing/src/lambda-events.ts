import type { APIGatewayProxyEvent, Context } from 'aws-lambda';

/** Creates the context of an invocation with ten seconds left. */
export const lambdaContext = (): Context =>
  ({
    awsRequestId: 'request-1',
    functionName: 'function-under-test',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:function-under-test',
    memoryLimitInMB: '512',
    getRemainingTimeInMillis: () => 10_000,
  }) as Context;

/** Creates an API Gateway proxy event. `body` is an object and serialized as JSON. */
export const proxyEvent = ({
  body,
  ...event
}: Partial<Omit<APIGatewayProxyEvent, 'body'>> & { body?: unknown } = {}) =>
  ({
    httpMethod: 'GET',
    resource: '/',
    headers: { 'Content-Type': 'application/json' },
    pathParameters: null,
    queryStringParameters: null,
    body: body === undefined ? null : JSON.stringify(body),
    requestContext: { requestId: 'gateway-request-1', identity: { sourceIp: '192.0.2.1' } },
    ...event,
  }) as unknown as APIGatewayProxyEvent;
