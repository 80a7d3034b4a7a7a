// cspell:ignore müller mller Zoë jörg dple aäßλж خواهم äßλж -- texts and addresses in other scripts
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isEmailAddress, normalizeEmailAddress, toAsciiEmailAddress } from './email-address.ts';
import { isInstant, toUtc } from './instant.ts';
import { line, text, trim, trimLines } from './text.ts';

const anyText = fc.string({ unit: 'binary' });

describe('line and text', () => {
  it.each(['Ada', 'Zoë 👩‍👩‍👧', 'می‌خواهم', '1 Road', 'O’Neil'])('accept %j', (value) => {
    expect([line.test(value), text.test(value)]).toEqual([true, true]);
  });

  it.each(['', '\u200B', '\u00A0', 'a\0', 'a\tb', 'a\u0085b', '\uD83D', 'a\uDC00b', 'a\uFFFFb'])(
    'reject %j',
    (value) => expect([line.test(value), text.test(value)]).toEqual([false, false]),
  );

  it.each(['Bob\nBcc: x', 'Bob\u2028x'])('%j is a text and not a line', (value) => {
    expect([line.test(value), text.test(value)]).toEqual([false, true]);
  });

  it('accept well-formed texts without control characters only, in linear time', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const isClean = value.isWellFormed() && !/\p{Cc}/u.test(value);
        expect(line.test(value) && !isClean).toBe(false);
      }),
    );
    const start = performance.now();
    expect(line.test(`${' '.repeat(500_000)}\0`)).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });

  it('converts all line breaks to line feeds', () => {
    expect(trimLines(' a\r\nb\rc\n ')).toBe('a\nb\nc');
  });
});

describe('isInstant', () => {
  it.each([
    '2026-11-30T12:00:00Z',
    '2026-11-30T12:00:00.5+01:00',
    '2024-02-29T00:00:00-23:59',
    '1970-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999Z',
  ])('accepts %s', (value) => expect(isInstant(value)).toBe(true));

  it.each([
    '2026-11-30T12:00:00+01',
    '2026-11-30T12:00:00+0100',
    '2026-11-30T12:00:00',
    '2026-11-30',
    '2026-11-30 12:00:00Z',
    '2026-02-30T00:00:00Z',
    '2025-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-11-30T24:00:00Z',
    '2016-12-31T23:59:60Z',
    '2026-11-30T12:00:00+24:00',
    '1970-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-01:00',
    '0000-01-01T00:00:00Z',
    '2026-11-30T12:00:00Z\n',
    '2026-11-30t12:00:00z',
  ])('rejects %j', (value) => expect(isInstant(value)).toBe(false));

  it('converts each instant to the same time in UTC, in which texts compare like times', () => {
    const offset = fc
      .tuple(fc.constantFrom('+', '-'), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
      .map(([sign, hours, minutes]) => `${sign}${pad(hours)}:${pad(minutes)}`);
    const instant = fc
      .tuple(
        fc.date({ min: new Date('1971-01-01'), max: new Date('9998-01-01'), noInvalidDate: true }),
        offset,
      )
      .map(([date, at]) => `${date.toISOString().slice(0, -1)}${at}`);
    fc.assert(
      fc.property(instant, instant, (one, other) => {
        expect(isInstant(one)).toBe(true);
        expect(Date.parse(toUtc(one))).toBe(Date.parse(one));
        expect(toUtc(one) < toUtc(other)).toBe(Date.parse(one) < Date.parse(other));
      }),
    );
  });
});

describe('isEmailAddress', () => {
  it.each(['info@müller.de', 'info@xn--mller-kva.de', "o'neil+shop@example.co.uk", 'a@例え.テスト'])(
    'accepts %s',
    (value) => expect(isEmailAddress(value)).toBe(true),
  );

  it.each([
    'jörg@example.de',
    'info@localhost',
    'info@127.0.0.1',
    'info@[127.0.0.1]',
    'a@b@',
    '@example.com',
    'a..b@example.com',
    'a b@example.com',
    '"a b"@example.com',
    'a@exa%6dple.com',
    'a@-example.com',
    'a@example..com',
    'a@example.com\r\nBcc: b@example.com',
    `${'a'.repeat(65)}@example.com`,
    `a@${'é'.repeat(63)}.com`,
    `a@${'b.'.repeat(125)}com`,
  ])('rejects %j', (value) => expect(isEmailAddress(value)).toBe(false));

  it('has one normal form for all spellings of a domain', () => {
    const spellings = [
      'info@müller.de',
      ' info@MÜLLER.DE ',
      'info@xn--mller-kva.de',
      'info@XN--MLLER-KVA.de',
    ];
    expect(new Set(spellings.map(normalizeEmailAddress))).toEqual(new Set(['info@müller.de']));
    expect(toAsciiEmailAddress('info@müller.de')).toBe('info@xn--mller-kva.de');
  });
});

describe('normalizations', () => {
  it.each(Object.entries({ trim, trimLines, toUtc, normalizeEmailAddress }))(
    '%s never throws, and changes nothing the second time',
    (_, normalize) => {
      const values = fc.oneof(
        anyText,
        fc.emailAddress(),
        fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      );
      fc.assert(fc.property(values, (value) => expect(normalize(normalize(value))).toBe(normalize(value))));
    },
  );

  it('keeps the validity of an email address, in any script', () => {
    const label = fc.string({ unit: fc.constantFrom(...'aäßλжあ中'), minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(label, label, (name, top) => {
        const address = `info@${name}.${top}`;
        fc.pre(isEmailAddress(address));
        expect(isEmailAddress(normalizeEmailAddress(address))).toBe(true);
        expect(toAsciiEmailAddress(normalizeEmailAddress(address))).toBe(toAsciiEmailAddress(address));
      }),
    );
  });
});

const pad = (value: number): string => String(value).padStart(2, '0');
