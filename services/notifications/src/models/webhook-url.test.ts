import { describe, expect, it } from '@jest/globals';
import { webhookUrl } from './webhook-url.ts';

describe('the URL of an endpoint', () => {
  it.each(['https://example.com/hooks', 'https://example.com:8443/', 'https://[2606:2800:220:1::1]/'])(
    'may be %s',
    (text) => expect(webhookUrl(text, []).href).toBe(text),
  );

  it.each([
    'example.com',
    'http://example.com/',
    'https://example.com:6379/',
    'https://ada@example.com/',
    'https://:secret@example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
  ])('may not be %s', (text) =>
    expect(() => webhookUrl(text, [])).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'endpoint.url-not-allowed' }),
    ),
  );

  it('may be plain http and another port where the list says so, and nowhere else', () => {
    const allowed = ['127.0.0.1:*', 'localhost:8080'];
    expect(webhookUrl('http://127.0.0.1:12345/', allowed).port).toBe('12345');
    expect(webhookUrl('http://localhost:8080/', allowed).port).toBe('8080');
    for (const text of ['http://localhost:8081/', 'http://127.0.0.2:8080/', 'ftp://127.0.0.1/'])
      expect(() => webhookUrl(text, allowed)).toThrow('endpoint.url-not-allowed');
  });
});
