import { describe, expect, it } from '@jest/globals';
import { AppError } from '#libs/errors';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import fc from 'fast-check';
import { limitBody, MAX_BODY_BYTES, parseObject, parseStrictly, readJsonBody } from './json-body.ts';

const eventOf = (body: string | null, contentType: string | undefined = 'application/json') =>
  ({
    body,
    headers: { 'content-type': contentType },
    isBase64Encoded: false,
  }) as unknown as APIGatewayProxyEvent;

/** @returns the parsed body, or the code of the error */
function read(event: APIGatewayProxyEvent): unknown {
  try {
    const request = { event } as never;
    limitBody().before!(request);
    readJsonBody(100).before!(request);
    return event.body;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.code;
  }
}

describe('readJsonBody', () => {
  it.each([
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json;charset=UTF-8',
    'application/json ; charset="utf-8"',
  ])('accepts %s', (contentType) => {
    expect(read(eventOf('{}', contentType))).toEqual({});
  });

  it.each([
    '',
    'application/x+json',
    'application/problem+json',
    'application/merge-patch+json',
    'application/json; charset=utf-16',
    'application/json; charset=utf-8; profile=x',
    'application/json, text/plain',
    'text/json',
    'application/jsonp',
  ])('rejects %p', (contentType) => {
    expect(read(eventOf('{}', contentType))).toBe('request.not-json');
  });

  it('rejects any other content type', () => {
    const accepted = /^ *application\/json *(; *charset=("?)utf-8\2)? *$/i;
    const type = fc.oneof(
      fc.string(),
      fc
        .tuple(fc.constantFrom('application', 'text'), fc.string(), fc.string())
        .map(([a, b, c]) => `${a}/${b}json${c}`),
    );
    fc.assert(
      fc.property(type, (contentType) => {
        fc.pre(!accepted.test(contentType));
        expect(read(eventOf('{}', contentType))).toBe('request.not-json');
      }),
    );
  });

  it('parses every JSON object, and rejects everything else as one error', () => {
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const result = read(eventOf(text));
        expect(result === 'request.invalid-body' || typeof result === 'object').toBe(true);
      }),
    );
    for (const text of [
      '',
      'null',
      '[]',
      '"a"',
      '1',
      '{',
      '{"__proto__":{"isStaff":true}}',
      '{"a":{"__proto__":1}}',
    ])
      expect(read(eventOf(text))).toBe('request.invalid-body');
  });

  it('parses any keys in any notation as the parser of Middy does', () => {
    const key = fc.constantFrom(
      '__proto__',
      'constructor',
      'prototype',
      'a',
      'construct',
      '_proto__',
      'é"\\',
    );
    const { object } = fc.letrec((tie) => ({
      value: fc.oneof({ depthSize: 'small' }, fc.jsonValue(), fc.array(tie('value')), tie('object')),
      object: fc.array(fc.tuple(key, tie('value')), { maxLength: 4 }),
    }));
    const escape = (text: string, every: number) =>
      Array.from(JSON.stringify(text).slice(1, -1), (c, at) =>
        at % every === 0 && /[a-z_]/.test(c) ? `\\u00${c.charCodeAt(0).toString(16).padStart(2, '0')}` : c,
      ).join('');
    const isPairs = (value: unknown): value is [string, unknown][] =>
      Array.isArray(value) && value.every((pair) => Array.isArray(pair) && typeof pair[0] === 'string');
    const write = (value: unknown, every: number): string => {
      if (isPairs(value))
        return `{${value.map(([name, inner]) => `"${escape(name, every)}":${write(inner, every)}`)}}`;
      return Array.isArray(value) ? `[${value.map((item) => write(item, every))}]` : JSON.stringify(value);
    };
    const outcome = (work: () => unknown) => {
      try {
        return JSON.stringify(work());
      } catch {
        return 'rejected';
      }
    };
    const isObject = (text: string) => text.startsWith('{');
    const every = fc.constantFrom(1, 2, 3, 1000);
    fc.assert(
      fc.property(object, every, (pairs, nth) => {
        const text = write(pairs, nth);
        fc.pre(isObject(text));
        expect(outcome(() => parseObject(text))).toBe(outcome(() => parseStrictly(text)));
      }),
      { numRuns: 1000 },
    );
    fc.assert(
      fc.property(fc.oneof(fc.json(), fc.string()), (text) => {
        const strict = outcome(() => parseStrictly(text));
        expect(outcome(() => parseObject(text))).toBe(isObject(strict) ? strict : 'rejected');
      }),
    );
  });

  it.each(['{"constructor":{"prototype":{"isStaff":true}}}', '{"a":[{"\\u005f_proto__":1}]}'])(
    'rejects %s',
    (text) => {
      expect(read(eventOf(text))).toBe('request.invalid-body');
    },
  );

  it('decodes a body in base64', () => {
    const event = { ...eventOf(Buffer.from('{"a":"é"}').toString('base64')), isBase64Encoded: true };
    expect(read(event)).toEqual({ a: 'é' });
  });

  it('rejects a list that is longer than any in the schema, at any depth', () => {
    const list = (length: number) => Array.from({ length }, () => 1);
    expect(read(eventOf(JSON.stringify({ a: [{ b: list(100) }] })))).toBeInstanceOf(Object);
    expect(read(eventOf(JSON.stringify({ a: [{ b: list(101) }] })))).toBe('request.invalid-body');
    expect(read(eventOf(JSON.stringify({ a: [list(3), { b: list(101) }, list(60)] })))).toBe(
      'request.invalid-body',
    );
  });

  it('survives the deepest nesting', () => {
    const depth = MAX_BODY_BYTES / 2 - 10;
    expect(read(eventOf(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`))).toBeInstanceOf(Object);
  });
});

describe('limitBody', () => {
  it.each([
    ['a', MAX_BODY_BYTES, false],
    ['é', MAX_BODY_BYTES / 2, false],
    ['a', MAX_BODY_BYTES + 1, true],
    ['é', MAX_BODY_BYTES / 2 + 1, true],
  ])('counts bytes: %s, %i times', (character, times, isTooLarge) => {
    expect(read(eventOf(character.repeat(times))) === 'request.too-large').toBe(isTooLarge);
  });
});
