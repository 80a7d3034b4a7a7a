import { newId } from '#libs/models';
import { Hono } from 'hono';
import { handle, type LambdaContext, type LambdaEvent } from 'hono/aws-lambda';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { secureHeaders } from 'hono/secure-headers';
import { validator } from 'hono/validator';
import createRequest from '../create-item.schema.ts';
import getRequest from '../get-item.schema.ts';
import type { NewItem } from '../item.ts';
import { createItem, getItem } from '../items.ts';
import { count } from './count.ts';
import type { Stack } from './stack.ts';

interface Bindings {
  readonly event: LambdaEvent & { readonly resource: string };
  readonly lambdaContext: LambdaContext;
}

const { STAGE: stage, POWERTOOLS_SERVICE_NAME: service, CODE_VERSION: version } = process.env;
const staffIssuer = process.env['STAFF_ISSUER_URL'];

/** Hono with its adapter for Lambda and its own middlewares; its guide leaves the log line to the application. */
export function hono(withMetrics: boolean): Stack {
  const app = new Hono<{ Bindings: Bindings }>();
  app.use(async ({ env: { event, lambdaContext }, req, res, header }, next) => {
    const { requestId } = event.requestContext as { requestId: string };
    const correlationId = req.header('x-correlation-id') ?? requestId;
    header('X-Correlation-Id', correlationId);
    header('Cache-Control', 'no-store');
    await next();
    const line = {
      timestamp: new Date().toISOString(),
      level: 'INFO',
      event: 'http.answered',
      service,
      function: 'item',
      stage,
      version,
      requestId: lambdaContext.awsRequestId,
      correlationId,
      traceId: process.env['_X_AMZN_TRACE_ID']?.split(';')[0]?.replace('Root=', ''),
      method: req.method,
      route: event.resource,
      status: res.status,
      apiRequestId: requestId,
    };
    process.stdout.write(`${JSON.stringify(line)}\n`);
  });
  app.use(secureHeaders());
  app.use(cors());
  app.get(
    '/items/:itemId',
    validator('query', ({ expand }, c) => {
      const event = {
        pathParameters: { itemId: c.req.param('itemId') },
        queryStringParameters: expand === undefined ? {} : { expand: expand === 'true' },
        headers: {},
      };
      return getRequest.validate(event) ? event : c.json({ errors: getRequest.validate.errors }, 400);
    }),
    (c) => {
      const item = getItem(c.req.param('itemId'));
      if (withMetrics) count('ItemRead');
      c.header('ETag', `"${item.version}"`);
      return c.json(item);
    },
  );
  app.post(
    '/items',
    async (c, next) => {
      const { authorizer } = c.env.event.requestContext as { authorizer?: { claims?: { iss?: string } } };
      if (authorizer?.claims?.iss !== staffIssuer) return c.json({ code: 'auth.staff-only' }, 403);
      return next();
    },
    bodyLimit({ maxSize: 256 * 1024 }),
    validator('json', (body: NewItem, c) => {
      const event = {
        body,
        pathParameters: {},
        queryStringParameters: {},
        headers: { 'idempotency-key': c.req.header('idempotency-key') },
      };
      return createRequest.validate(event) ? body : c.json({ errors: createRequest.validate.errors }, 400);
    }),
    (c) => {
      const at = new Date();
      const item = createItem(c.req.valid('json'), newId('itm', at.getTime()), at);
      if (withMetrics) count('ItemCreated');
      c.header('ETag', `"${item.version}"`);
      c.header('Location', `/items/${item.itemId}`);
      return c.json(item, 201);
    },
  );
  const handler = handle(app) as unknown as Stack['GET'];
  return { name: 'Hono', GET: handler, POST: handler };
}
