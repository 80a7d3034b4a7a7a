import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ActivityChange, Span } from '../contract/activity.ts';
import type { SpanStart } from '../contract/recorder.ts';
import { ACTIVITY_LIMITS, createActivity, type ActivityLimits } from './activity.ts';

const functionArn = (name: string) => `arn:aws:lambda:us-east-1:000000000000:function:${name}`;
const tableArn = (name: string) => `arn:aws:dynamodb:us-east-1:000000000000:table/${name}`;

const deployed = new Map([
  ['orders/PlaceOrderFunction', { ref: 'place-order', attributes: { Arn: functionArn('place-order') } }],
  ['orders/OrdersTable', { ref: 'orders', attributes: { Arn: tableArn('orders') } }],
  ['identity/CustomerPool', { ref: 'us-east-1_pool' }],
]);

function setUp(limits: ActivityLimits = ACTIVITY_LIMITS) {
  let now = 1_000;
  const activity = createActivity({ deployed: () => deployed, limits, nowMs: () => (now += 1) });
  const { recorder, log } = activity;
  const start = (name: string, more: Partial<SpanStart> = {}) =>
    recorder.start({ kind: 'invocation', name, resource: functionArn(name), ...more });
  const trace = (id: string) => log.trace(id)!;
  const parents = (id: string): Record<string, string | undefined> => {
    const { spans } = trace(id);
    const nameOf = (spanId: string | undefined) => spans.find((span: Span) => span.id === spanId)?.name;
    return Object.fromEntries(spans.map(({ name, parentId }) => [name, nameOf(parentId)]));
  };
  return {
    ...activity,
    start,
    trace,
    parents,
    passSeconds: (seconds: number) => void (now += seconds * 1000),
  };
}

describe('a trace', () => {
  it('links each span to its cause', () => {
    const { start, parents } = setUp();
    const request = start('GET /orders', { kind: 'request', correlationIds: ['cor'] });
    const invocation = start('place-order', { causes: [request.header] });
    start('dynamodb:PutItem', { kind: 'call', causes: [invocation.header] }).end();
    expect(parents('cor')).toEqual({
      'GET /orders': undefined,
      'place-order': 'GET /orders',
      'dynamodb:PutItem': 'place-order',
    });
  });

  it('takes its id from the response, and is still found by the root of its trace header', () => {
    const { start, log } = setUp();
    const request = start('GET /orders', { kind: 'request', causes: ['Root=1-5f0-abc'] });
    start('place-order', { causes: [request.header] }).end();
    expect(log.trace('1-5f0-abc')?.summary.id).toBe('1-5f0-abc');
    request.end({ correlationId: 'cor' });
    expect(log.traces().items).toMatchObject([{ id: 'cor', spanCount: 2 }]);
    expect(log.trace('1-5f0-abc')?.summary.id).toBe('cor');
  });

  it('joins requests with one correlation id', () => {
    const { start, log } = setUp();
    start('POST /sessions', { kind: 'request', correlationIds: ['cor'] }).end();
    const second = start('POST /complete', { kind: 'request' });
    start('complete', { causes: [second.header] }).end();
    second.end({ correlationId: 'cor' });
    expect(log.traces().items).toMatchObject([{ id: 'cor', spanCount: 3, name: 'POST /sessions' }]);
  });

  it('learns its correlation id and its order from a log line', () => {
    const { start, recorder, log } = setUp();
    start('place-order', { requestId: 'req' }).end();
    const entry = {
      requestId: 'req',
      correlationId: 'cor',
      level: 'INFO',
      event: 'order.placed',
      orderId: 'ord_1',
    };
    recorder.line({ source: 'place-order', text: JSON.stringify(entry), entry });
    expect(log.traces().items).toMatchObject([{ id: 'cor', orderId: 'ord_1', services: ['orders'] }]);
    expect(log.trace('cor')?.lines).toMatchObject([{ event: 'order.placed', service: 'orders' }]);
  });

  it('does not begin with a correlation id that only a batch logs', () => {
    const { start, recorder, log } = setUp();
    start('publish', { requestId: 'req', correlationIds: ['cor'] }).end();
    const entry = { requestId: 'req', correlationId: 'of the batch', level: 'WARN' };
    recorder.line({ source: 'publish', text: JSON.stringify(entry), entry });
    expect(log.traces().items.map(({ id }) => id)).toEqual(['cor']);
    expect(log.trace('cor')?.lines).toHaveLength(1);
  });

  it('shares the invocation of a batch with the traces of all its records, but not what each record causes', () => {
    const { start, parents } = setUp();
    const [one, two] = ['one', 'two'].map((id) =>
      start(`write ${id}`, { kind: 'call', correlationIds: [id] }),
    );
    const batch = start('publish', { causes: [one!.header, two!.header] });
    const publish = start('sns:Publish', { kind: 'call', causes: [batch.header], correlationIds: ['two'] });
    start('queue', { kind: 'message', causes: [publish.header] });
    expect(parents('one')).toEqual({ 'write one': undefined, publish: 'write one' });
    expect(parents('two')).toEqual({
      'write two': undefined,
      publish: 'write two',
      'sns:Publish': 'publish',
      queue: 'sns:Publish',
    });
  });

  it('keeps a call in the trace of its caller when it writes an item of another trace', () => {
    const { start, parents } = setUp();
    const webhook = start('receive-webhook', { correlationIds: ['webhook'] });
    start('dynamodb:PutItem', { kind: 'call', causes: [webhook.header], correlationIds: ['purchase'] }).end();
    expect(parents('webhook')).toHaveProperty('dynamodb:PutItem', 'receive-webhook');
    expect(parents('purchase')).toEqual({ 'dynamodb:PutItem': undefined });
  });

  it('links a call without a trace header to the running function of the caller', () => {
    const { start, parents } = setUp();
    const invocation = start('place-order', { correlationIds: ['cor'] });
    start('ssm:GetParameter', { kind: 'call', caller: 'place-order' }).end();
    invocation.end();
    expect(parents('cor')).toHaveProperty(['ssm:GetParameter'], 'place-order');
    start('sqs:SendMessage', { kind: 'call', caller: 'place-order' }).end();
    expect(parents('cor')).not.toHaveProperty(['sqs:SendMessage']);
  });

  it('counts errors and cold starts, and is running until all spans but messages have ended', () => {
    const { start, log } = setUp();
    const request = start('POST /', { kind: 'request', correlationIds: ['cor'] });
    const invocation = start('place-order', { causes: [request.header], attributes: { coldStart: true } });
    start('queue', { kind: 'message', causes: [invocation.header] });
    const error = { type: 'AccessDeniedException', message: 'not authorized' };
    start('dynamodb:Query', { kind: 'call', causes: [invocation.header] }).end({ status: 'denied', error });
    expect(log.traces().items).toMatchObject([{ status: 'running', errorCount: 1, coldStarts: 1 }]);
    invocation.end();
    request.end({ attributes: { httpStatus: 201 } });
    expect(log.traces().items).toMatchObject([{ status: 'ok', httpStatus: 201 }]);
  });

  it('names the customer who is signed in', () => {
    const { start, log } = setUp();
    const request = start('GET /', { kind: 'request', correlationIds: ['cor'] });
    request.end({ attributes: { userId: 'u-1', userPoolId: 'us-east-1_pool' } });
    expect(log.traces({ customerId: 'u-1' }).items).toHaveLength(1);
  });

  it('contains no secrets of error messages and console lines', () => {
    const { start, recorder, trace } = setUp();
    const message = 'refused Bearer abc.def of jo@example.com';
    start('f', { correlationIds: ['cor'], requestId: 'r' }).end({
      status: 'error',
      error: { type: 'E', message },
    });
    const entry = { requestId: 'r', message };
    recorder.line({ source: 'f', text: JSON.stringify(entry), entry });
    const { spans, lines } = trace('cor');
    expect(spans[0]?.error?.message).toBe('refused [redacted] of [redacted]');
    expect(lines[0]?.text).not.toContain('jo@example.com');
  });
});

describe('the search', () => {
  const { start, recorder, log } = setUp();
  for (let i = 0; i < 5; i += 1) {
    const request = start(`POST /orders/${i}`, {
      kind: 'request',
      correlationIds: [`cor-${i}`],
      requestId: `r-${i}`,
    });
    request.end({ attributes: { httpStatus: i === 3 ? 409 : 200, orderId: `ord_${i}` } });
  }
  recorder.line({ source: 'f', text: 'Out of STOCK', requestId: 'r-2' });
  const ids = (query: Parameters<typeof log.traces>[0]) => log.traces(query).items.map(({ id }) => id);

  it.each([
    [{ route: 'orders/1' }, ['cor-1']],
    [{ status: '409' }, ['cor-3']],
    [{ status: '4xx' }, ['cor-3']],
    [{ orderId: 'ord_4' }, ['cor-4']],
    [{ correlationId: 'cor-0' }, ['cor-0']],
    [{ text: 'out of stock' }, ['cor-2']],
    [{ text: 'ORD_0' }, ['cor-0']],
    [{ minimumMillis: 1_000 }, []],
    [{ customerId: 'u-2' }, []],
  ])('finds by %j', (query, expected) => {
    expect(ids(query)).toEqual(expected);
  });

  it('returns pages, newest first, that stay in place while traces are added', () => {
    const first = log.traces({ limit: 2 });
    expect(first.items.map(({ id }) => id)).toEqual(['cor-4', 'cor-3']);
    start('new', { correlationIds: ['cor-9'] }).end();
    const second = log.traces({ limit: 2, cursor: first.nextCursor! });
    expect(second.items.map(({ id }) => id)).toEqual(['cor-2', 'cor-1']);
    expect(log.traces({ limit: 2, cursor: second.nextCursor! })).toEqual({
      items: [expect.objectContaining({ id: 'cor-0' })],
    });
  });
});

describe('the log', () => {
  it('finds lines by level, text and function, newest first and in pages', () => {
    const { recorder, log } = setUp();
    for (const [index, level] of ['INFO', 'WARN', 'ERROR'].entries()) {
      const entry = { level, event: `e-${index}`, timestamp: '', service: 's' };
      recorder.line({ source: 'place-order', text: JSON.stringify(entry), entry });
    }
    expect(log.logs({ level: 'WARN' }).items.map(({ event }) => event)).toEqual(['e-2', 'e-1']);
    expect(log.logs({ text: 'E-0' }).items).toHaveLength(1);
    expect(log.logs({ functionName: 'other' }).items).toEqual([]);
    const { items, nextCursor } = log.logs({ limit: 2 });
    expect(items).toHaveLength(2);
    expect(log.logs({ cursor: nextCursor! }).items.map(({ event }) => event)).toEqual(['e-0']);
  });

  it('leaves out lines that are metrics', () => {
    const { recorder, log } = setUp();
    recorder.line({ source: 'f', text: '{"_aws":{}}', entry: { _aws: {} } });
    expect(log.logs().items).toEqual([]);
  });
});

describe('the rates', () => {
  it('count calls between deployed resources within the window', () => {
    const { start, log, passSeconds } = setUp();
    const request = start('POST /', { kind: 'request' });
    const invocation = start('place-order', { causes: [request.header] });
    for (const status of ['ok', 'error'] as const)
      start('dynamodb:Query', {
        kind: 'call',
        resource: `${tableArn('orders')}/index/byCustomer`,
        causes: [invocation.header],
      }).end({ status });
    request.end();
    const edge = { from: 'orders/PlaceOrderFunction', to: 'orders/OrdersTable', count: 2, errors: 1 };
    expect(log.rates(60)).toContainEqual(edge);
    expect(log.rates(60)).toContainEqual(expect.objectContaining({ from: 'external/clients', count: 1 }));
    passSeconds(120);
    expect(log.rates(60)).toEqual([]);
    expect(log.rates(300)).toContainEqual(edge);
  });
});

describe('the changes', () => {
  it('contain the new state of changed traces, removed ids and new lines, once per interval', async () => {
    const { start, recorder, log } = setUp();
    const changes: ActivityChange[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    const unsubscribe = log.subscribe((change) => {
      changes.push(change);
      resolve();
    });
    const request = start('GET /', { kind: 'request', causes: ['Root=1-5f0-abc'] });
    recorder.line({ source: 'f', text: 'hello' });
    request.end({ correlationId: 'cor' });
    await promise;
    unsubscribe();
    expect(changes).toMatchObject([
      { traces: [{ id: 'cor', status: 'ok' }], removed: ['1-5f0-abc'], lines: [{ text: 'hello' }] },
    ]);
  });
});

type Step =
  | { readonly do: 'start'; readonly parents: readonly number[]; readonly correlation: number | undefined }
  | { readonly do: 'end'; readonly span: number; readonly correlation: number | undefined }
  | { readonly do: 'line'; readonly span: number; readonly correlation: number; readonly length: number };

const correlation = fc.option(fc.nat(30), { nil: undefined });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('start' as const),
      parents: fc.array(fc.nat(400), { maxLength: 3 }),
      correlation,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('end' as const), span: fc.nat(400), correlation }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('line' as const),
      span: fc.nat(400),
      correlation: fc.nat(30),
      length: fc.nat(5_000),
    }),
  },
);

describe('the limits', () => {
  const limits = {
    traces: { traces: 10, bytes: 60_000, spansPerTrace: 20 },
    lines: { lines: 50, bytes: 20_000 },
  };

  it('hold for any activity, and every stored span belongs to a trace that lists it once', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 50, maxLength: 400 }), (steps) => {
        const { recorder, log, size } = setUp(limits);
        const spans: ReturnType<typeof recorder.start>[] = [];
        const name = (id: number) => `cor-${id}`;
        for (const each of steps) {
          const span = each.do === 'start' ? undefined : spans[each.span];
          if (each.do === 'start')
            spans.push(
              recorder.start({
                kind: 'call',
                name: 'x',
                causes: each.parents.map((parent) => spans[parent]?.header),
                requestId: `r-${spans.length}`,
                correlationIds: each.correlation === undefined ? [] : [name(each.correlation)],
                attributes: { text: 'x'.repeat(200) },
              }),
            );
          else if (each.do === 'end')
            span?.end({ correlationId: each.correlation === undefined ? undefined : name(each.correlation) });
          else {
            const entry = { requestId: `r-${each.span}`, correlationId: name(each.correlation) };
            recorder.line({ source: 'f', text: 'x'.repeat(each.length), entry });
          }
        }
        const stored = size();
        expect(stored.traces).toBeLessThanOrEqual(10);
        expect(stored.lines).toBeLessThanOrEqual(50);
        // The trace and the line that were added last may exceed their share.
        expect(stored.bytes).toBeLessThanOrEqual(60_000 + 20 * 1_000 + 1_000 + 20_000 + 5_200);
        const traces = log.traces({ limit: 1_000 }).items.map(({ id }) => log.trace(id)!);
        expect(new Set(traces.map(({ summary }) => summary.id)).size).toBe(traces.length);
        for (const { spans: listed } of traces) {
          expect(new Set(listed.map(({ id }) => id)).size).toBe(listed.length);
          expect(listed.length).toBeLessThanOrEqual(20);
        }
        const ids = new Set(traces.flatMap(({ spans: listed }) => listed.map(({ id }) => id)));
        expect(stored.spans).toBe(ids.size);
      }),
      { numRuns: 60 },
    );
  });

  it('drop the trace that was active least recently, and all of it', () => {
    const { start, log, size } = setUp({ ...limits, traces: { ...limits.traces, traces: 2 } });
    const old = start('old', { correlationIds: ['old'] });
    start('idle', { correlationIds: ['idle'] }).end();
    start('still active', { causes: [old.header] }).end();
    start('new', { correlationIds: ['new'] }).end();
    expect(
      log
        .traces()
        .items.map(({ id }) => id)
        .toSorted(),
    ).toEqual(['new', 'old']);
    log.clear();
    expect(size()).toEqual({ traces: 0, spans: 0, lines: 0, bytes: 0 });
  });

  it('keep the effects of a span that was not stored in its trace', () => {
    const { start, log } = setUp(limits);
    const request = start('GET /', { kind: 'request', correlationIds: ['cor'] });
    const calls = Array.from({ length: 25 }, () => start('call', { kind: 'call', causes: [request.header] }));
    start('effect', { causes: [calls.at(-1)!.header] }).end();
    expect(log.traces().items.map(({ id }) => id)).toEqual(['cor']);
    expect(log.trace('cor')).toMatchObject({ isTruncated: true, summary: { spanCount: 20 } });
  });
});
