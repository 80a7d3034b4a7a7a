import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { applyHttpConventions } from './http-conventions.ts';
import type { HttpEvent, OslsService } from './osls.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'conventions-'));
  mkdirSync(join(folder, 'dist'));
  writeFileSync(join(folder, 'dist/seats.parameters.json'), '{"paths":{"seatId":true}}');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** @returns the http events of the function after the conventions were applied */
function applied(...http: HttpEvent[]): HttpEvent[] {
  const events = http.map((event) => ({ http: event }));
  applyHttpConventions(
    { functions: { seats: { handler: 'seats', events } } } as unknown as OslsService,
    folder,
  );
  return events.map((event) => event.http);
}

describe('applyHttpConventions', () => {
  it('adds HEAD to each GET of the function, with the same authorizer and parameters', () => {
    const authorizer = { authorizerId: { Ref: 'CustomerAuthorizer' } };
    const events = applied(
      { method: 'get', path: '/seats', authorizer },
      { method: 'GET', path: '/seats/{seatId}' },
      { method: 'post', path: '/seats' },
    );
    expect(events.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'get /seats',
      'GET /seats/{seatId}',
      'post /seats',
      'head /seats',
      'head /seats/{seatId}',
    ]);
    expect({ ...events[3], method: 'get' }).toEqual(events[0]);
  });

  it('reports a function that is not built', () => {
    expect(() =>
      applyHttpConventions(
        {
          functions: { other: { handler: 'other', events: [{ http: { method: 'get', path: '/' } }] } },
        } as never,
        folder,
      ),
    ).toThrow('does not exist');
  });
});
