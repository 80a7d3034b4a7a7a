import { Logger } from '@aws-lambda-powertools/logger';
import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { logMetrics } from '@aws-lambda-powertools/metrics/middleware';
import middy, { type MiddlewareObj } from '@middy/core';
import cors from '@middy/http-cors';
import errorHandler from '@middy/http-error-handler';
import headerNormalizer from '@middy/http-header-normalizer';
import jsonBodyParser from '@middy/http-json-body-parser';
import securityHeaders from '@middy/http-security-headers';
import validator from '@middy/validator';
import { newId } from '#libs/models';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import createRequest from '../create-item.schema.ts';
import getRequest from '../get-item.schema.ts';
import type { NewItem } from '../item.ts';
import { createItem, getItem } from '../items.ts';
import type { Stack } from './stack.ts';

const logger = new Logger();
const metrics = new Metrics();

type Middleware = MiddlewareObj<APIGatewayProxyEvent, APIGatewayProxyResult>;

/** The middlewares that the guides of Middy and Powertools compose, with the same validators as the other stacks. */
export function typical(withMetrics: boolean): Stack {
  const stack = (...parsers: Middleware[]) => {
    const start = middy<APIGatewayProxyEvent, APIGatewayProxyResult>()
      .use(injectLambdaContext(logger, { resetKeys: true }) as Middleware)
      .use(accessLog())
      .use(headerNormalizer() as Middleware)
      .use(securityHeaders() as Middleware)
      .use(cors({ origin: '*' }) as Middleware)
      .use(errorHandler() as Middleware);
    if (withMetrics) start.use(logMetrics(metrics) as Middleware);
    for (const parser of parsers) start.use(parser);
    return start;
  };
  return {
    name: 'Middy + Powertools',
    GET: stack(parameters(), validator({ eventSchema: getRequest.validate as never }) as Middleware).handler(
      async (event) => {
        const item = getItem(event.pathParameters?.['itemId'] ?? '');
        if (withMetrics) metrics.addMetric('ItemRead', MetricUnit.Count, 1);
        return {
          statusCode: 200,
          headers: { 'Content-Type': 'application/json', ETag: `"${item.version}"` },
          body: JSON.stringify(item),
        };
      },
    ) as unknown as Stack['GET'],
    POST: stack(
      staffOnly(),
      parameters(),
      jsonBodyParser() as unknown as Middleware,
      validator({ eventSchema: createRequest.validate as never }) as Middleware,
    ).handler(async (event) => {
      const at = new Date();
      const item = createItem(event.body as unknown as NewItem, newId('itm', at.getTime()), at);
      if (withMetrics) metrics.addMetric('ItemCreated', MetricUnit.Count, 1);
      return {
        statusCode: 201,
        headers: {
          'Content-Type': 'application/json',
          ETag: `"${item.version}"`,
          Location: `/items/${item.itemId}`,
        },
        body: JSON.stringify(item),
      };
    }) as unknown as Stack['POST'],
  };
}

const accessLog = (): Middleware => ({
  before: ({ event }) => {
    logger.appendKeys({ correlationId: event.headers['X-Correlation-Id'] ?? event.requestContext.requestId });
  },
  after: ({ event, response }) => {
    logger.info('http.answered', {
      method: event.httpMethod,
      route: event.resource,
      status: response?.statusCode,
      apiRequestId: event.requestContext.requestId,
    });
  },
});

const parameters = (): Middleware => ({
  before: ({ event }) => {
    const { expand } = event.queryStringParameters ?? {};
    event.queryStringParameters = (expand === undefined ? {} : { expand: expand === 'true' }) as never;
    event.pathParameters ??= {};
  },
});

const staffOnly = (): Middleware => ({
  before: ({ event }) => {
    const claims = event.requestContext.authorizer?.['claims'] as Record<string, string> | undefined;
    if (claims?.['iss'] !== process.env['STAFF_ISSUER_URL']) throw new Error('Only staff can create items.');
  },
});
