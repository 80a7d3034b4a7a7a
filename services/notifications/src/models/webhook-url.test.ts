import { describe, expect, it } from '@jest/globals';
import { webhookUrl } from './webhook-url.ts';

describe('webhookUrl', () => {
  it.each(['https://example.com/hooks', 'https://example.com:8443/', 'https://[2606:2800:220:1::1]/'])(
    'accepts %s',
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
  ])('rejects %s', (text) =>
    expect(() => webhookUrl(text, [])).toThrow(
      expect.objectContaining({ kind: 'invalid', code: 'endpoint.url-not-allowed' }),
    ),
  );

  it('accepts plain HTTP and other ports only if the allow list contains them', () => {
    const allowed = ['127.0.0.1:*', 'localhost:8080'];
    expect(webhookUrl('http://127.0.0.1:12345/', allowed).port).toBe('12345');
    expect(webhookUrl('http://localhost:8080/', allowed).port).toBe('8080');
    for (const text of ['http://localhost:8081/', 'http://127.0.0.2:8080/', 'ftp://127.0.0.1/'])
      expect(() => webhookUrl(text, allowed)).toThrow('endpoint.url-not-allowed');
  });
});
