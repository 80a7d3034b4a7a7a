import { describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { toClientCode } from './client-code.ts';
import { toCurl } from './curl.ts';
import type { SampleRequest } from './sample-request.ts';

const request: SampleRequest = {
  operationId: 'listStock',
  method: 'GET',
  baseUrl: 'http://localhost:3000',
  path: '/inventory/stock',
  pathParameters: {},
  input: 'query',
  query: {},
  headers: {},
  hasToken: false,
};

const completion: SampleRequest = {
  ...request,
  operationId: 'completeSession',
  method: 'POST',
  path: '/checkout/sessions/{sessionId}/complete',
  pathParameters: { sessionId: 'chk_1' },
  input: 'body',
  headers: { 'Idempotency-Key': 'k1', Prefer: 'wait=10', 'X-Other': 'x' },
  body: { payment: { token: 'tok_success' } },
  hasToken: true,
};

describe('toCurl', () => {
  it('leaves out what curl does by default', () => {
    expect(toCurl({ ...request, query: { limit: 2 } })).toBe(
      `curl -s 'http://localhost:3000/inventory/stock?limit=2'`,
    );
    expect(toCurl(completion).split(' \\\n  ')).toEqual([
      `curl -s 'http://localhost:3000/checkout/sessions/chk_1/complete'`,
      '-H "Authorization: Bearer $TOKEN"',
      `-H 'Content-Type: application/json'`,
      `-H 'Idempotency-Key: k1'`,
      `-H 'Prefer: wait=10'`,
      `-H 'X-Other: x'`,
      `-d '{"payment":{"token":"tok_success"}}'`,
    ]);
    expect(toCurl({ ...request, method: 'DELETE' })).toContain('-X DELETE');
  });

  it('passes any body through a shell unchanged', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        fc.pre(!text.includes('\0'));
        const command = toCurl({ ...completion, body: { text } }).replace(/^curl/, `printf '%s\\n'`);
        const { stdout } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
        expect(stdout.trimEnd().split('\n').at(-1)).toBe(JSON.stringify({ text }));
      }),
      { numRuns: 50 },
    );
  });
});

describe('toClientCode', () => {
  it('calls the operation of its service with typed options', () => {
    expect(toClientCode(completion)).toContain(
      `createTradewind({ baseUrl: 'http://localhost:3000', auth: token })`,
    );
    expect(toClientCode(completion)).toContain(`tradewind.checkout.completeSession('chk_1', { payment:`);
    expect(toClientCode(completion)).toContain(
      `{ idempotencyKey: 'k1', waitSeconds: 10, headers: { 'X-Other': 'x' } }`,
    );
  });

  it('passes an empty query only before options', () => {
    expect(toClientCode(request)).toContain('tradewind.inventory.listStock();');
    const conditional = { ...request, headers: { 'If-None-Match': '"3"' } };
    expect(toClientCode(conditional)).toContain(`listStock({}, { ifNoneMatch: '"3"' });`);
    expect(toClientCode({ ...conditional, input: 'none' })).toContain(`listStock({ ifNoneMatch: '"3"' });`);
  });

  it('writes any JSON value as an expression of the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const [, written] = /'chk_1', ([\s\S]*), \{ idempotencyKey/.exec(
          toClientCode({ ...completion, headers: { 'Idempotency-Key': 'k1' }, body: { value } }),
        )!;
        const evaluated: unknown = new Function(`return (${written})`)();
        expect(JSON.stringify(evaluated)).toBe(JSON.stringify({ value }));
      }),
      { examples: [[JSON.parse('{"__proto__":0}') as fc.JsonValue]] },
    );
  });
});
