import { describe, expect, it } from '@jest/globals';
import { landingResponse } from './landing-page.ts';

const links = [
  { name: 'console', title: 'Console', description: 'Traces & data', url: 'http://localhost:3001' },
  { name: 'api', title: 'API', description: 'A product', url: 'http://localhost:3000/catalog?a="b"' },
];
const ask = (accept?: string, { path = '/', method = 'GET' } = {}) =>
  landingResponse({ path, method, accept }, links);
const typeFor = (accept?: string) => ask(accept)?.headers['Content-Type'];

describe('GET / of the local API', () => {
  it('is a page of links for a browser, with escaped texts and no other host', () => {
    const page = ask('text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8')!;
    expect(page.headers['Content-Type']).toBe('text/html; charset=utf-8');
    expect(page.body).toContain('<a href="http://localhost:3001"><b>Console</b><br>Traces &#38; data</a>');
    expect(page.body).toContain('href="http://localhost:3000/catalog?a=&#34;b&#34;"');
    const hosts = [...page.body.matchAll(/https?:\/\/([^/":\s]+)/g)].map(([, host]) => host);
    expect(new Set(hosts)).toEqual(new Set(['localhost']));
  });

  it('is JSON for a client that asks for JSON', () => {
    expect(JSON.parse(ask('application/json')!.body)).toEqual({
      name: 'Tradewind',
      stage: 'local',
      links: { console: 'http://localhost:3001', api: 'http://localhost:3000/catalog?a="b"' },
    });
  });

  it.each([
    ['a client without a preference', undefined, 'application/json'],
    ['curl', '*/*', 'application/json'],
    ['a client that prefers JSON', 'text/html;q=0.5, application/json', 'application/json'],
    ['a client that refuses HTML', 'text/html;q=0', 'application/json'],
    ['a client that prefers HTML', 'application/json;q=0.5, text/html', 'text/html; charset=utf-8'],
    ['a client that accepts any text', 'text/*', 'text/html; charset=utf-8'],
  ])('chooses the format for %s', (_, accept, type) => {
    expect(typeFor(accept)).toBe(type);
  });

  it('answers HEAD, and no other method and no other path', () => {
    expect(ask('text/html', { method: 'HEAD' })?.status).toBe(200);
    expect(ask('text/html', { method: 'POST' })).toBeUndefined();
    expect(ask('text/html', { path: '/catalog' })).toBeUndefined();
  });
});
