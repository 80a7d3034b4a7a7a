import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { HTTP_CONTRACTS } from '../../../build/src/client/generate-client.ts';
import type { HttpContract, HttpOperation } from '../../../build/src/client/http-contract.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { httpIncompatibilities } from './http-incompatibilities.ts';

const cancel: HttpOperation = {
  operationId: 'cancelOrder',
  security: [{ customer: [] }, { machine: ['orders.write'] }],
  parameters: {
    'path orderId': { required: true, schema: { type: 'string' } },
    'query reason': { required: false, schema: { enum: ['late', 'wrong'] } },
    'header If-Match': { required: false, schema: { type: 'string' } },
  },
  body: {
    type: 'object',
    properties: { note: { type: 'string', maxLength: 100 } },
    additionalProperties: false,
  },
  responses: { 200: { headers: ['ETag'], schema: { $ref: '#/components/schemas/Order' } } },
  problems: { 'order.not-found': [404], 'record.changed': [409, 412] },
};
const order = {
  type: 'object',
  required: ['orderId', 'status', 'total'],
  properties: {
    orderId: { type: 'string' },
    status: { enum: ['placed', 'canceled'] },
    total: { type: 'integer', minimum: 0 },
    shipments: { type: 'array', items: { type: 'object', properties: { carrier: { type: 'string' } } } },
  },
};
const contract: HttpContract = {
  version: '1.0.0',
  operations: { 'POST /orders/{orderId}/cancel': cancel },
  webhooks: { 'order.placed': { $ref: '#/components/schemas/Order' } },
  schemas: { Order: order },
};

const found = (after: HttpContract) => httpIncompatibilities(contract, after).map(({ message }) => message);
const changed = (changes: Partial<HttpOperation>) =>
  found({ ...contract, operations: { 'POST /orders/{orderId}/cancel': { ...cancel, ...changes } } });
const withoutWebhooks = { ...contract, webhooks: {} };
const changedOrder = (changes: object) =>
  httpIncompatibilities(withoutWebhooks, {
    ...withoutWebhooks,
    schemas: { Order: { ...order, ...changes } },
  }).map(({ message }) => message);
const parameters = (changes: HttpOperation['parameters']) =>
  changed({ parameters: { ...cancel.parameters, ...changes } });
const properties = (changes: object) => changedOrder({ properties: { ...order.properties, ...changes } });
const body = (changes: object) => changed({ body: { ...cancel.body, ...changes } });

describe('a change that breaks clients', () => {
  const { orderId: _orderId, ...withoutId } = order.properties;
  const { total: _total, ...withoutTotal } = order.properties;
  const { shipments: _shipments, ...withoutShipments } = order.properties;
  const { 'query reason': _reason, ...withoutReason } = cancel.parameters;
  const { body: _body, ...withoutBody } = cancel;

  it.each([
    ['a removed operation', found({ ...contract, operations: {} }), /operation is removed/],
    ['a renamed operation', changed({ operationId: 'cancel' }), /renamed from cancelOrder to cancel/],
    ['a removed webhook', found(withoutWebhooks), /webhook is removed/],
    [
      'a removed way in',
      changed({ security: [{ customer: [] }] }),
      /Callers with machine orders.write are rejected/,
    ],
    [
      'another scope',
      changed({ security: [{ customer: [] }, { machine: ['orders.cancel'] }] }),
      /machine orders.write/,
    ],
    ['a removed parameter', changed({ parameters: withoutReason }), /"query reason" is removed/],
    [
      'a new required parameter',
      parameters({ 'header X': { required: true, schema: {} } }),
      /"header X" is now required/,
    ],
    [
      'a parameter that becomes required',
      parameters({ 'header If-Match': { required: true, schema: {} } }),
      /now required/,
    ],
    [
      'a narrower enum of a parameter',
      parameters({ 'query reason': { required: false, schema: { enum: ['late'] } } }),
      /"wrong"/,
    ],
    [
      'a new required field of the body',
      body({ required: ['note'] }),
      /note may be missing, and is required/,
    ],
    [
      'a narrower field of the body',
      body({ properties: { note: { type: 'string', maxLength: 50 } } }),
      /maxLength of 50/,
    ],
    ['a removed field of the body', body({ properties: {} }), /note may be sent, but is not accepted/],
    [
      'a removed body',
      found({ ...contract, operations: { 'POST /orders/{orderId}/cancel': withoutBody } }),
      /accepts no body/,
    ],
    [
      'a removed required field',
      changedOrder({ properties: withoutId, required: ['status', 'total'] }),
      /The field orderId of the response 200 is removed/,
    ],
    [
      'a removed optional field',
      changedOrder({ properties: withoutShipments }),
      /The field shipments\[\].carrier/,
    ],
    [
      'a renamed field',
      changedOrder({ properties: { ...withoutTotal, amount: { type: 'integer' } } }),
      /The field total/,
    ],
    [
      'a field that becomes optional',
      changedOrder({ required: ['orderId', 'status'] }),
      /total may be missing/,
    ],
    ['another type of a field', properties({ total: { type: 'string' } }), /total may be of type string/],
    [
      'a field that can be null',
      properties({ orderId: { anyOf: [{ type: 'string' }, { type: 'null' }] } }),
      /orderId/,
    ],
    [
      'a wider enum of a response',
      properties({ status: { enum: ['placed', 'canceled', 'lost'] } }),
      /status may be "lost"/,
    ],
    [
      'a new status',
      changed({ responses: { ...cancel.responses, 202: { headers: [] } } }),
      /can now have the status 202/,
    ],
    [
      'a removed header',
      changed({ responses: { 200: { ...cancel.responses['200']!, headers: [] } } }),
      /header ETag/,
    ],
    [
      'a removed response body',
      changed({ responses: { 200: { headers: ['ETag'] } } }),
      /The body of the response 200 is removed/,
    ],
    [
      'a removed problem code',
      changed({ problems: { 'order.not-found': [404] } }),
      /problem code record.changed any more/,
    ],
    [
      'another status of a problem',
      changed({ problems: { ...cancel.problems, 'order.not-found': [410] } }),
      /order.not-found can now have the status 410 instead of 404/,
    ],
  ])('is %s', (_what, messages, expected) => {
    expect(messages).toContainEqual(expect.stringMatching(expected));
  });

  it('is a new required body', () => {
    const before = { ...contract, operations: { 'POST /orders/{orderId}/cancel': withoutBody } };
    expect(httpIncompatibilities(before, contract)).toMatchObject([
      { message: expect.stringContaining('requires a body') },
    ]);
  });
});

describe('the removal of a deprecated operation', () => {
  const deprecated = {
    ...contract,
    operations: { 'POST /orders/{orderId}/cancel': { ...cancel, sunset: '2030-07-01' } },
  };
  const removedAt = (now: string) =>
    httpIncompatibilities(deprecated, { ...contract, operations: {} }, new Set(), new Date(now));

  it('breaks clients until its sunset', () => {
    expect(removedAt('2030-06-30')).toMatchObject([
      { message: 'The operation is removed before its sunset on 2030-07-01.' },
    ]);
    expect(removedAt('2030-07-01')).toEqual([]);
  });
});

describe('a change that breaks no client', () => {
  it.each([
    [
      'a new operation',
      found({ ...contract, operations: { ...contract.operations, 'GET /orders': cancel } }),
    ],
    ['a new webhook', found({ ...contract, webhooks: { ...contract.webhooks, 'order.lost': {} } })],
    ['a new way in', changed({ security: [...cancel.security, { staff: [] }] })],
    ['a public operation', changed({ security: [] })],
    ['a new optional parameter', parameters({ 'query x': { required: false, schema: {} } })],
    [
      'a wider enum of a parameter',
      parameters({ 'query reason': { required: false, schema: { enum: ['late', 'wrong', 'other'] } } }),
    ],
    [
      'a new optional field of the body',
      body({ properties: { note: { type: 'string', maxLength: 100 }, x: {} } }),
    ],
    ['a new field', properties({ placedAt: { type: 'string' } })],
    ['a narrower enum of a response', properties({ status: { enum: ['placed'] } })],
    ['an optional field that becomes required', changedOrder({ required: Object.keys(order.properties) })],
    ['a limit that no type shows', properties({ total: { type: 'integer' } })],
    ['a new problem code', changed({ problems: { ...cancel.problems, 'order.lost': [409] } })],
    [
      'a problem code that another operation still has',
      httpIncompatibilities(
        contract,
        { ...contract, operations: { 'POST /orders/{orderId}/cancel': { ...cancel, problems: {} } } },
        new Set(Object.keys(cancel.problems)),
      ),
    ],
    [
      'a removed status',
      found({ ...contract, operations: { 'POST /orders/{orderId}/cancel': { ...cancel, responses: {} } } }),
    ],
  ])('is %s', (_what, messages) => {
    expect(messages).toEqual([]);
  });
});

/** The contracts of this workspace. */
const real = globSync(join(workspaceRoot, HTTP_CONTRACTS, '*.json')).map(
  (file) => [basename(file, '.json'), JSON.parse(readFileSync(file, 'utf8')) as HttpContract] as const,
);

describe('the contracts of the services', () => {
  it.each(real)('of %s are compatible with themselves', (_service, each) => {
    expect(httpIncompatibilities(each, each)).toEqual([]);
  });

  /** An object schema that a response of the contract refers to, with the contract. */
  const responseSchema = fc.constantFrom(
    ...real.flatMap(([, each]) =>
      Object.values(each.operations)
        .flatMap(({ responses }) => Object.values(responses))
        .flatMap(({ schema }) =>
          typeof schema?.['$ref'] === 'string' ? [schema['$ref'].split('/').at(-1)!] : [],
        )
        .filter((name) => each.schemas[name]?.['type'] === 'object')
        .map((name) => ({ each, name })),
    ),
  );

  it('accept new optional fields in any response', () => {
    fc.assert(
      fc.property(responseSchema, fc.stringMatching(/^new[A-Z]\w{0,8}$/), ({ each, name }, field) => {
        const schema = each.schemas[name]!;
        const after = withSchema(each, name, {
          ...schema,
          properties: { ...(schema['properties'] as object), [field]: { type: 'string' } },
        });
        expect(httpIncompatibilities(each, after)).toEqual([]);
      }),
    );
  });

  it('reject the removal of any field of a response', () => {
    fc.assert(
      fc.property(responseSchema, fc.nat(), ({ each, name }, position) => {
        const schema = each.schemas[name]!;
        const fields = Object.entries(schema['properties'] as object);
        const [removed] = fields[position % fields.length]!;
        const after = withSchema(each, name, {
          ...schema,
          properties: Object.fromEntries(fields.filter(([field]) => field !== removed)),
          required: ((schema['required'] ?? []) as string[]).filter((field) => field !== removed),
        });
        expect(httpIncompatibilities(each, after)).toContainEqual(
          expect.objectContaining({ message: expect.stringMatching(new RegExp(`The field .*${removed}`)) }),
        );
      }),
    );
  });
});

const withSchema = (
  each: HttpContract,
  name: string,
  schema: HttpContract['schemas'][string],
): HttpContract => ({
  ...each,
  schemas: { ...each.schemas, [name]: schema },
});
