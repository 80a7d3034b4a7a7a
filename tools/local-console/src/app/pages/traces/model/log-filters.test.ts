import { describe, expect, it } from '@jest/globals';
import { matchesLine, parseLogFilters } from './log-filters.ts';
import { line } from './spans.fixture.ts';

describe('parseLogFilters', () => {
  it('leaves out what is empty or no level', () => {
    expect(parseLogFilters({ text: ' ', level: 'LOUD', functionName: 'place-order' })).toEqual({
      functionName: 'place-order',
    });
  });
});

describe('matchesLine', () => {
  const written = line(1, { level: 'WARN', text: '{"event":"payment.declined"}', correlationId: 'c-1' });

  it('accepts lines of the level and of higher levels', () => {
    expect(matchesLine(written, { level: 'WARN' })).toBe(true);
    expect(matchesLine(written, { level: 'INFO' })).toBe(true);
    expect(matchesLine(written, { level: 'ERROR' })).toBe(false);
  });

  it('finds text in any case, and requires all conditions', () => {
    expect(matchesLine(written, { text: 'DECLINED', correlationId: 'c-1' })).toBe(true);
    expect(matchesLine(written, { text: 'DECLINED', correlationId: 'c-2' })).toBe(false);
  });
});
