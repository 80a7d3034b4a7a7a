import { describe, expect, it } from '@jest/globals';
import { generatedSite } from './generated-site.ts';

function countingSite() {
  let generations = 0;
  const site = generatedSite(async () => {
    generations++;
    return new Map([
      ['index.html', `page ${generations}`],
      ['files/site.css', `style ${generations}`],
    ]);
  });
  return { site, bodyOf: async (path: string) => (await site(path)).body };
}

describe('generatedSite', () => {
  it('generates the site again for a page, and not for its files', async () => {
    const { bodyOf } = countingSite();
    expect(await bodyOf('/')).toBe('page 1');
    expect(await bodyOf('/files/site.css')).toBe('style 1');
    expect(await bodyOf('/index.html')).toBe('page 2');
    expect(await bodyOf('/files/site.css')).toBe('style 2');
  });

  it('allows no other host, and never says that a file cannot change', async () => {
    const { headers } = await countingSite().site('/files/site.css');
    expect(headers['content-security-policy']).toContain("connect-src 'self';");
    expect(headers['cache-control']).toBe('no-cache');
  });

  it('returns 404 for a path without a file', async () => {
    expect((await countingSite().site('/missing')).status).toBe(404);
  });
});
