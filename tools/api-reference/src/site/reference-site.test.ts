import { describe, expect, it } from '@jest/globals';
import { posix } from 'node:path';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { readGuides } from './read-guides.ts';
import { referenceSite } from './reference-site.ts';

const site = referenceSite({ document: { openapi: '3.1.0' }, guides: readGuides(workspaceRoot) });
const pages = [...site].filter(([path]) => path.endsWith('.html'));

describe('referenceSite', () => {
  it.each(pages)('%s leads only to files and headings of the site', (path, html) => {
    const links = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, target]) => target!);
    const own = links.filter((target) => !/^[a-z]+:/.test(target));
    for (const target of own) {
      const { pathname, hash } = new URL(target, `http://site/${path}`);
      const page = site.get(posix.normalize(pathname).slice(1));
      const heading = hash === '' ? '' : `id="${hash.slice(1)}"`;
      expect([target, page?.includes(heading)]).toEqual([target, true]);
    }
  });

  it('loads nothing from other hosts', () => {
    for (const [path, html] of pages) {
      const loaded = [...html.matchAll(/<(?:script|img|link)[^>]*(?:src|href)="(https?:[^"]+)"/g)];
      expect([path, loaded]).toEqual([path, []]);
      expect(html).toContain("default-src 'self'");
    }
    expect(site.get('files/redoc.js')).not.toContain('cdn.redoc.ly');
  });
});
