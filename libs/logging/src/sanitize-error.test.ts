import { describe, expect, it } from '@jest/globals';
import { sanitizeError } from './sanitize-error.ts';

describe('an error that is thrown on', () => {
  it('keeps its name, by which sagas choose, and where it came from', () => {
    const error = Object.assign(new Error('busy'), { name: 'payment.provider-unavailable' });
    expect(sanitizeError(error)).toMatchObject({ name: error.name, message: 'busy', stack: error.stack });
  });

  it('carries nothing personal and no secret, however deep', () => {
    const error = Object.assign(new Error('no such user: ada@example.com', { cause: new Error('Ada') }), {
      request: { body: 'Ada' },
    });
    const shown = sanitizeError(error);
    expect(shown.message).toBe('no such user: [redacted]');
    expect(shown.stack).not.toContain('ada@example.com');
    expect(shown.cause).toBeUndefined();
    expect(Object.entries(shown)).toEqual([['name', 'Error']]);
  });

  it('is made of whatever was thrown', () => {
    expect(sanitizeError('ada@example.com')).toMatchObject({ name: 'Error', message: '[redacted]' });
  });
});
