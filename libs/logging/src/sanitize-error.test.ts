import { describe, expect, it } from '@jest/globals';
import { sanitizeError } from './sanitize-error.ts';

describe('sanitizeError', () => {
  it('keeps the name, which sagas match, and the stack', () => {
    const error = Object.assign(new Error('busy'), { name: 'payment.provider-unavailable' });
    expect(sanitizeError(error)).toMatchObject({ name: error.name, message: 'busy', stack: error.stack });
  });

  it('removes personal data and secrets, including causes and fields', () => {
    const error = Object.assign(new Error('no such user: ada@example.com', { cause: new Error('Ada') }), {
      request: { body: 'Ada' },
    });
    const shown = sanitizeError(error);
    expect(shown.message).toBe('no such user: [redacted]');
    expect(shown.stack).not.toContain('ada@example.com');
    expect(shown.cause).toBeUndefined();
    expect(Object.entries(shown)).toEqual([['name', 'Error']]);
  });

  it('converts thrown values to errors', () => {
    expect(sanitizeError('ada@example.com')).toMatchObject({ name: 'Error', message: '[redacted]' });
  });
});
