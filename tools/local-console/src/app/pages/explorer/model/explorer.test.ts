import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { rememberTag, tagOf } from './etags.ts';
import { withRequest, type SentRequest } from './history.ts';
import { describeAccess, isAccepted } from './identities.ts';
import {
  describeSchema,
  listedValues,
  operationGroups,
  searchOperations,
  type ApiDocument,
} from './operations.ts';
import { rememberValues, type RememberedValues } from './remembered-values.ts';
import { initialForm, missingParameters, toPath, toRequest } from './request-form.ts';

const parameter = { description: 'text', required: true, schema: { type: 'string' } } as const;
const document: ApiDocument = {
  paths: {
    '/seats': {
      get: {
        operationId: 'listSeats',
        tags: ['Seats'],
        summary: 'List seats',
        description: '',
        parameters: [
          { ...parameter, name: 'limit', in: 'query', required: false, schema: { type: 'integer' } },
        ],
        security: [],
      },
    },
    '/seats/{seatId}/book': {
      post: {
        operationId: 'bookSeat',
        tags: ['Bookings'],
        summary: 'Book a seat',
        description: '',
        parameters: [
          { ...parameter, name: 'seatId', in: 'path', example: 'sea_1' },
          { ...parameter, name: 'Idempotency-Key', in: 'header' },
        ],
        requestBody: {
          content: {
            'application/json': {
              schema: { $ref: '#/components/schemas/Booking' },
              examples: { Booking: { $ref: '#/components/examples/Booking' } },
            },
          },
        },
        security: [{ sessionToken: [] }, { customer: [] }],
      },
    },
  },
  components: { schemas: {}, examples: { Booking: { value: { guests: [{ guestId: 'gst_1', age: 7 }] } } } },
  'x-tagGroups': [{ name: 'Hall', tags: ['Seats', 'Bookings', 'Webhooks'] }],
};
const groups = operationGroups(document);
const [list, book] = groups.flatMap(({ operations }) => operations);

describe('operationGroups', () => {
  it('groups operations by service and tag, without tags that have none', () => {
    expect(groups.map(({ service, tag, operations }) => [service, tag, operations.length])).toEqual([
      ['Hall', 'Seats', 1],
      ['Hall', 'Bookings', 1],
    ]);
    expect(book!.body).toEqual({ schema: 'Booking', example: { guests: [{ guestId: 'gst_1', age: 7 }] } });
  });

  it.each([
    ['post seats', ['bookSeat']],
    ['LIST', ['listSeats']],
    ['seats', ['listSeats', 'bookSeat']],
    ['refund', []],
  ])('finds operations for "%s"', (search, found) => {
    const operations = searchOperations(groups, search).flatMap((group) => group.operations);
    expect(operations.map(({ operationId }) => operationId)).toEqual(found);
  });
});

describe('schemas', () => {
  it('are described in words', () => {
    expect(describeSchema({ type: 'integer', minimum: 1, maximum: 100 })).toBe('integer, 1 to 100');
    expect(describeSchema({ format: 'date-time' })).toBe('date-time');
    expect(listedValues({ anyOf: [{ const: 'a' }, { enum: ['b', 'c'] }] })).toEqual(['a', 'b', 'c']);
  });
});

describe('access', () => {
  const customer = { name: 'customer', pool: 'customer' } as const;
  const staff = { name: 'staff', pool: 'staff' } as const;
  it('is known before the request is sent', () => {
    expect([undefined, customer, staff].map((identity) => isAccepted(book!, identity))).toEqual([
      true,
      true,
      false,
    ]);
    expect(isAccepted({ security: [{ staff: [] }, { machine: ['seats.write'] }] }, undefined)).toBe(false);
    expect(describeAccess(list!)).toBe('Public');
    expect(describeAccess({ security: [{ staff: [] }, { machine: ['seats.write'] }] })).toBe(
      'For staff, machine clients with seats.write',
    );
    expect(describeAccess({ security: [{}, { customer: [] }] })).toBe('For guests, customers');
  });
});

describe('the form', () => {
  const suggestions = (values: RememberedValues = {}) => ({
    remembered: (name: string) => values[name]?.[0],
    newKey: () => 'key-1',
  });

  it('begins with the examples and a new key', () => {
    const values = initialForm(book!, suggestions());
    expect(values.parameters).toEqual({ 'path:seatId': 'sea_1', 'header:Idempotency-Key': 'key-1' });
    expect(JSON.parse(values.body)).toEqual({ guests: [{ guestId: 'gst_1', age: 7 }] });
  });

  it('prefers the ids and the session token of earlier answers', () => {
    const remembered = { seatId: ['sea_9'], guestId: ['gst_9'], sessionToken: ['cst_9'] };
    const values = initialForm(book!, suggestions(remembered));
    expect(values.parameters).toMatchObject({ 'path:seatId': 'sea_9', 'header:Session-Token': 'cst_9' });
    expect(JSON.parse(values.body)).toEqual({ guests: [{ guestId: 'gst_9', age: 7 }] });
  });

  it('names required parameters that are empty', () => {
    expect(missingParameters(book!, { parameters: { 'path:seatId': ' ' }, body: '' })).toEqual([
      'seatId',
      'Idempotency-Key',
    ]);
  });

  it('becomes a request with typed parameters', () => {
    const values = { parameters: { 'query:limit': '5' }, body: '' };
    const request = toRequest(list!, values, { baseUrl: 'http://api', hasToken: false });
    expect(request).toMatchObject({ input: 'query', query: { limit: 5 } });
    expect(toPath(request)).toBe('/seats?limit=5');
    const booking = toRequest(book!, initialForm(book!, suggestions({ seatId: ['a/b'] })), {
      baseUrl: 'http://api',
      hasToken: true,
    });
    expect(toPath(booking)).toBe('/seats/a%2Fb/book');
    expect(booking).toMatchObject({ body: { guests: [{}] }, headers: { 'Idempotency-Key': 'key-1' } });
  });
});

describe('rememberValues', () => {
  it('keeps the latest ids first, each once', () => {
    const first = rememberValues({}, { items: [{ orderId: 'ord_1' }, { orderId: 'ord_2' }] });
    const second = rememberValues(first, { orderId: 'ord_2', sessionToken: 'cst_1', title: 'x' });
    expect(second).toEqual({ orderId: ['ord_2', 'ord_1'], sessionToken: ['cst_1'] });
  });

  it('accepts any answer and keeps at most ten of each name', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.array(fc.uuid(), { maxLength: 30 }), (answer, ids) => {
        const values = rememberValues(
          rememberValues(
            {},
            ids.map((productId) => ({ productId })),
          ),
          answer,
        );
        expect(Object.values(values).every((each) => each.length <= 10)).toBe(true);
      }),
    );
  });
});

describe('etags', () => {
  it('are offered for the record that had them, also for its actions', () => {
    let tags = rememberTag({}, '/orders/ord_1?x=1', { etag: '"3"', location: undefined });
    tags = rememberTag(tags, '/seats', { etag: '"1"', location: '/seats/sea_1' });
    expect([tagOf(tags, '/orders/ord_1/cancel'), tagOf(tags, '/seats/sea_1'), tagOf(tags, '/seats')]).toEqual(
      ['"3"', '"1"', undefined],
    );
    expect(rememberTag(tags, '/x', { etag: undefined, location: undefined })).toBe(tags);
  });
});

it('keeps the last 50 requests, newest first', () => {
  let history: SentRequest[] = [];
  for (let id = 1; id <= 60; id++) history = withRequest(history, { id: String(id) } as SentRequest);
  expect([history.length, history[0]!.id, history.at(-1)!.id]).toEqual([50, '60', '11']);
});
