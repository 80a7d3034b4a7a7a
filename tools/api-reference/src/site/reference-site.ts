import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageFrame, type GuideLink } from './page-frame.ts';
import type { Guide } from './read-guides.ts';
import { redocBundle } from './redoc-bundle.ts';
import { renderMarkdown, type RenderedGuide } from './render-markdown.ts';

interface Content {
  /** The OpenAPI document of the reference. */
  readonly document: object;
  readonly guides: readonly Guide[];
}

/** Where files that guides link to are on the web. */
const GUIDES_URL = 'https://github.com/tradewind/tradewind/blob/main/docs/guides/api/';

const assets = ['icon.svg', 'site.css', 'theme.js', 'reference.js'] as const;

/**
 * Creates the static site: the reference, a page for each guide, and their assets. Links are relative, so that the site
 * works below any path.
 *
 * @returns the contents of files by path
 */
export function referenceSite({ document, guides }: Content): Map<string, string> {
  const rendered = guides.map(({ name, markdown }) => ({ name, ...renderMarkdown(markdown, GUIDES_URL) }));
  return new Map([
    ['index.html', referencePage(rendered)],
    ['openapi.json', JSON.stringify(document)],
    ...rendered.map((guide) => [`guides/${guide.name}.html`, guidePage(guide, rendered)] as const),
    ...assets.map((name) => [`files/${name}`, readAsset(name)] as const),
    ['files/redoc.js', redocBundle()],
  ]);
}

const readAsset = (name: string): string => readFileSync(join(import.meta.dirname, 'assets', name), 'utf8');

const referencePage = (guides: readonly GuideLink[]): string =>
  pageFrame({
    title: 'Reference',
    root: '',
    current: 'api',
    guides,
    scripts: ['redoc.js', 'reference.js'],
    body: '<main id="content" class="reference"><p class="loading" role="status">Loading the reference…</p></main>',
  });

const guidePage = (guide: RenderedGuide & GuideLink, guides: readonly GuideLink[]): string =>
  pageFrame({
    title: guide.title,
    root: '../',
    current: guide.name,
    guides,
    scripts: [],
    body: `<div class="guide">
<main id="content">
${guide.html}</main>
<nav class="sections" aria-label="On this page">
<p>On this page</p>
${guide.sections.map(({ id, text }) => `<a href="#${id}">${text}</a>`).join('\n')}
</nav>
</div>`,
  });
