import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foreignRequest } from './guard.ts';

const own = (port: number) => port === 3001;
const check = (headers: Record<string, string>, method = 'GET') => foreignRequest({ method, headers }, own);

describe('foreignRequest', () => {
  it.each(['localhost:3001', '127.0.0.1:3001', '[::1]:3001'])('accepts the host %s', (host) => {
    expect(check({ host })).toBeUndefined();
    expect(check({ host, origin: `http://${host}` })).toBeUndefined();
    expect(check({ host, 'content-type': 'application/json; charset=utf-8' }, 'POST')).toBeUndefined();
  });

  it.each([
    ['a foreign host', { host: 'evil.example:3001' }],
    ['a host that resolves to loopback', { host: 'localhost.evil.example:3001' }],
    ['another port', { host: 'localhost:3000' }],
    ['no host', {}],
    ['a user name', { host: 'localhost@evil.example:3001' }],
    ['a foreign origin', { host: 'localhost:3001', origin: 'https://evil.example' }],
    ['an opaque origin', { host: 'localhost:3001', origin: 'null' }],
    ['an origin of another port', { host: 'localhost:3001', origin: 'http://localhost:8080' }],
    ['a request of another site', { host: 'localhost:3001', 'sec-fetch-site': 'cross-site' }],
  ])('refuses %s', (_, headers) => {
    expect(check(headers as Record<string, string>)).toBeDefined();
  });

  it('refuses a POST that a form could send', () => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])
      expect(check({ host: 'localhost:3001', 'content-type': type }, 'POST')).toBeDefined();
  });

  it('refuses every host name but those of this machine', () => {
    fc.assert(
      fc.property(fc.domain(), (domain) => {
        expect(check({ host: `${domain}:3001` })).toBeDefined();
      }),
    );
  });
});
