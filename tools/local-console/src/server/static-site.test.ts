import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { temporaryFolder } from '../../../workspace/src/testing/temporary-folder.ts';
import { serveSite } from './static-site.ts';

function builtSite() {
  const parent = temporaryFolder('static-site-');
  const folder = join(parent, 'dist');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(parent, 'secret.json'), 'secret');
  writeFileSync(join(folder, 'index.html'), 'index');
  writeFileSync(join(folder, 'assets', 'main-1a2b.js'), 'script');
  return { folder, title: 'console' };
}

const text = async (site: { folder: string; title: string }, path: string) =>
  Buffer.from((await serveSite(site, path)).body).toString();

describe('serveSite', () => {
  it('returns hashed files for caching, and the index for routes of the application', async () => {
    const site = builtSite();
    expect(await serveSite(site, '/assets/main-1a2b.js')).toMatchObject({
      status: 200,
      contentType: 'text/javascript; charset=utf-8',
      headers: { 'cache-control': 'public, max-age=31536000, immutable' },
    });
    expect(await text(site, '/')).toBe('index');
    expect(await text(site, '/traces/1')).toBe('index');
    expect((await serveSite(site, '/traces/1')).headers['cache-control']).toBe('no-cache');
  });

  it('returns 404 for a hashed file of an earlier build', async () => {
    expect((await serveSite(builtSite(), '/assets/main-0000.js')).status).toBe(404);
  });

  it('allows no other host', async () => {
    const { headers } = await serveSite(builtSite(), '/');
    expect(headers['content-security-policy']).toContain("default-src 'self'");
    expect(headers['content-security-policy']).toContain("connect-src 'self';");
  });

  it('allows the origins that the site calls', async () => {
    const site = { ...builtSite(), origins: () => ['http://localhost:3000'] };
    const { headers } = await serveSite(site, '/');
    expect(headers['content-security-policy']).toContain("connect-src 'self' http://localhost:3000;");
  });

  it('says that the site is being built until it is', async () => {
    const response = await serveSite(
      { folder: join(temporaryFolder('static-site-'), 'dist'), title: 'shop' },
      '/',
    );
    expect(response).toMatchObject({ status: 503, headers: { refresh: '1' } });
    expect(response.body).toContain('The shop is being built');
  });

  it('never reads a file outside of the folder', async () => {
    const site = builtSite();
    const segment = fc.constantFrom('..', '.', 'assets', 'secret.json', '', 'dist', '\\..\\');
    await fc.assert(
      fc.asyncProperty(fc.array(segment, { maxLength: 6 }), async (segments) => {
        expect(await text(site, `/${segments.join('/')}`)).not.toBe('secret');
      }),
    );
  });
});
