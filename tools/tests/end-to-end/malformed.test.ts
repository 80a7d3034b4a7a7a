import { describe, expect, it } from '@jest/globals';
import { everyOperation, pathOf, requiredHeaders, type JsonSchema, type Operation } from './operations.ts';
import { callerOf } from './route-access.ts';
import { cloud, readySession, seededProduct, tokenHeader } from './shop.ts';

const operations = everyOperation();
const named = (operation: Operation) => [`${operation.method} ${operation.path}`, operation] as const;

const send = (
  operation: Operation,
  {
    path = pathOf(operation),
    body,
    headers = requiredHeaders(operation),
  }: { path?: string; body?: unknown; headers?: Record<string, string> } = {},
) =>
  cloud.call(operation.method, path, {
    ...(operation.needsToken && { as: callerOf(operation.access) }),
    body,
    headers,
  });

/** Something that no schema of this type takes. */
const toInvalidValue = ({ type, enum: values }: JsonSchema): unknown =>
  type === 'object' || type === 'array' || values !== undefined ? 12.5 : { not: 'this' };

describe('every route', () => {
  it('is known to these tests', () => {
    expect(operations.length).toBeGreaterThan(20);
  });
});

describe.each(operations.filter(({ bodySchema }) => bodySchema).map(named))(
  'the body of %s',
  (_, operation) => {
    const invocations = () => cloud.invocations(operation.service, operation.functionKey);

    it.each(Object.entries(operation.bodySchema?.properties ?? {}))(
      'is refused where %s does not fit, before the function runs',
      async (name, schema) => {
        const before = await invocations();
        const refused = await send(operation, { body: { [name]: toInvalidValue(schema) } });
        expect(refused).toMatchObject({ status: 400, body: { status: 400, code: 'request.invalid-body' } });
        expect(refused.headers.get('content-type')).toContain('application/problem+json');
        expect(await invocations()).toBe(before);
      },
    );

    it.each([['{'], ['[]'], ['"text"'], ['null']])(
      'is refused as %s, before the function runs',
      async (body) => {
        const before = await invocations();
        expect(await send(operation, { body })).toMatchObject({
          status: 400,
          body: { code: 'request.invalid-body' },
        });
        expect(await invocations()).toBe(before);
      },
    );
  },
);

const withParameters = (place: string) =>
  operations.flatMap((operation) =>
    operation.parameters
      .filter(({ in: where, schema }) => where === place && (schema.pattern || schema.type === 'integer'))
      .map(({ name }) => [name, `${operation.method} ${operation.path}`, operation] as const),
  );

it.each(withParameters('query'))(
  'a malformed %s in the query of %s is refused by name',
  async (name, _, operation) => {
    const refused = await send(operation, { path: `${pathOf(operation)}?${name}=%20%3F` });
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ field: `/queryStringParameters/${name}` }] },
    });
    expect(refused.headers.get('content-type')).toContain('application/problem+json');
  },
);

it.each(withParameters('path').filter(([, , { bodySchema }]) => !bodySchema))(
  'a malformed %s in the path of %s is refused by name',
  async (name, _, operation) => {
    const refused = await send(operation, { path: pathOf(operation, { [name]: '%' }) });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: `/pathParameters/${name}` }] } });
  },
);

it.each(operations.filter((operation) => Object.keys(requiredHeaders(operation)).length > 0).map(named))(
  '%s without its required headers is refused before the function runs',
  async (_, operation) => {
    const before = await cloud.invocations(operation.service, operation.functionKey);
    const refused = await send(operation, { headers: {}, body: operation.bodySchema ? {} : undefined });
    expect(refused.status).toBe(400);
    expect(await cloud.invocations(operation.service, operation.functionKey)).toBe(before);
  },
);

describe('a checkout session', () => {
  const create = (body: unknown) => cloud.call('POST', '/checkout/sessions', { body });

  it('of an unknown product is refused', async () => {
    const productId = `prd_${'z'.repeat(36)}`;
    expect(await create({ lineItems: [{ productId, quantity: 1 }] })).toMatchObject({
      status: 422,
      body: { code: 'checkout.unknown-product' },
    });
  });

  it('with a body of another content type is refused, also where the model of API Gateway does not apply', async () => {
    for (const contentType of ['application/x+json', 'text/plain', 'application/json; charset=utf-16']) {
      const body = { lineItems: [{ productId: seededProduct(1), quantity: 1 }] };
      const refused = await cloud.call('POST', '/checkout/sessions', {
        body,
        headers: { 'content-type': contentType },
      });
      expect(refused).toMatchObject({ status: 415, body: { status: 415, code: 'request.not-json' } });
    }
  });

  it('gets a short answer to a body of 2 MB that violates its schema', async () => {
    const body = JSON.stringify({ lineItems: Array.from({ length: 1_000_000 }, () => 1) });
    const refused = await create(body);
    expect(refused).toMatchObject({ status: 400, body: { code: 'request.invalid-body' } });
    expect(JSON.stringify(refused.body).length).toBeLessThan(3000);
  });

  it('with a valid body of 300 KB is refused', async () => {
    const lineItems = [{ productId: seededProduct(1), quantity: 1 }];
    const refused = await create(JSON.stringify({ lineItems }) + ' '.repeat(300 * 1024));
    expect(refused).toMatchObject({ status: 413, body: { status: 413, code: 'request.too-large' } });
  });

  it('is refused without repeating a name of the client', async () => {
    const refused = await create({ lineItems: [], [`secret-${'x'.repeat(1000)}`]: 1 });
    expect(refused.status).toBe(400);
    expect(JSON.stringify(refused.body)).not.toContain('secret-');
  });

  it('with a body of one megabyte is refused', async () => {
    const lineItems = [{ productId: seededProduct(1), quantity: 1 }];
    const refused = await create({ lineItems, email: `${'a'.repeat(1_048_576)}@example.com` });
    expect(refused).toMatchObject({ status: 413, body: { code: 'request.too-large' } });
  });

  it('that changed since it was read is not overwritten', async () => {
    const { sessionId } = await readySession();
    const headers = { ...tokenHeader(sessionId), 'If-Match': '"1"' };
    const change = { body: { shippingOption: 'express' }, headers };
    expect(await cloud.call('PATCH', `/checkout/sessions/${sessionId}`, change)).toMatchObject({
      status: 412,
      body: { code: 'record.changed' },
    });
  });
});

it('an unknown route is a problem too', async () => {
  const unknown = await cloud.call('GET', '/catalog/nothing-here');
  expect(unknown).toMatchObject({ status: 404, body: { code: 'request.unknown-route' } });
});
