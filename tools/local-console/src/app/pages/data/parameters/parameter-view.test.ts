import { describe, expect, it } from '@jest/globals';
import { formatValue, matchesParameter, parseParameterName } from './parameter-view.ts';

describe('parseParameterName', () => {
  it('reads service and name', () => {
    expect(parseParameterName('/tradewind/local/payments/provider/key')).toEqual({
      service: 'payments',
      name: 'provider/key',
    });
    expect(parseParameterName('/other')).toEqual({ service: '', name: '/other' });
  });
});

describe('matchesParameter', () => {
  const parameter = { Name: '/tradewind/local/payments/key', Type: 'SecureString', Version: 1 } as const;
  it.each([
    [{ text: 'KEY' }, true],
    [{ service: 'payments', type: 'SecureString' }, true],
    [{ service: 'orders' }, false],
    [{ type: 'String' }, false],
    [{ text: 'topic' }, false],
  ])('%j: %s', (filter, expected) => {
    expect(matchesParameter(parameter, { text: '', service: '', type: '', ...filter })).toBe(expected);
  });
});

describe('formatValue', () => {
  it('indents JSON only', () => {
    expect(formatValue('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
    expect(formatValue('42')).toBe('42');
    expect(formatValue('{')).toBe('{');
  });
});
