import highlighter from 'highlight.js/lib/core';
import bash from 'highlight.js/lib/languages/bash';
import json from 'highlight.js/lib/languages/json';
import typescript from 'highlight.js/lib/languages/typescript';
import { Marked, type Tokens } from 'marked';

highlighter.registerLanguage('sh', bash);
highlighter.registerLanguage('json', json);
highlighter.registerLanguage('ts', typescript);

/** A guide as HTML. */
export interface RenderedGuide {
  readonly title: string;
  readonly html: string;
  /** The headings of the second level, for the table of contents. */
  readonly sections: readonly { readonly id: string; readonly text: string }[];
}

/**
 * Renders a guide of docs/guides/api. Links to other guides lead to their pages, and links to the repository to its files
 * on the web.
 *
 * @param markdown       the text, which begins with a heading of the first level
 * @param repositoryUrl  the URL of the folder of the guides on the web, with a slash at the end
 */
export function renderMarkdown(markdown: string, repositoryUrl: string): RenderedGuide {
  const sections: { id: string; text: string }[] = [];
  let title = '';
  const renderer = new Marked({
    renderer: {
      heading({ tokens, depth, text }) {
        const inner = this.parser.parseInline(tokens);
        if (depth === 1) {
          title = text;
          return `<h1>${inner}</h1>\n`;
        }
        const id = slug(text);
        if (depth === 2) sections.push({ id, text: text.replaceAll('`', '') });
        return `<h${depth} id="${id}"><a class="anchor" href="#${id}">${inner}</a></h${depth}>\n`;
      },
      code: ({ text, lang = '' }) =>
        `<pre tabindex="0"><code class="hljs">${highlight(text, lang)}</code></pre>\n`,
      table(token) {
        return `<div class="table" tabindex="0" role="group">${renderTable(token, (cell) => this.parser.parseInline(cell.tokens))}</div>\n`;
      },
      link({ href, tokens }) {
        return `<a href="${escapeAttribute(target(href, repositoryUrl))}">${this.parser.parseInline(tokens)}</a>`;
      },
    },
  });
  const html = renderer.parse(markdown, { async: false });
  return { title, html, sections };
}

function renderTable({ header, rows }: Tokens.Table, cell: (cell: Tokens.TableCell) => string): string {
  const head = header.map((one) => `<th scope="col">${cell(one)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((one) => `<td>${cell(one)}</td>`).join('')}</tr>`).join('\n');
  return `<table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table>`;
}

const highlight = (code: string, language: string): string =>
  highlighter.getLanguage(language)
    ? highlighter.highlight(code, { language }).value
    : code.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** `errors.md#retries` is the page `errors.html#retries`; `../../adr/x.md` is a file of the repository. */
function target(href: string, repositoryUrl: string): string {
  if (/^(?:[a-z]+:|#)/.test(href)) return href;
  const [, guide, rest] = /^([\w-]+)\.md(#.*)?$/.exec(href) ?? [];
  return guide ? `${guide}.html${rest ?? ''}` : new URL(href, repositoryUrl).href;
}

const escapeAttribute = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** The id of a heading, as GitHub forms it. */
const slug = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .trim()
    .replaceAll(/\s+/g, '-');
