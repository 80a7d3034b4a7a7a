import { describe, expect, it } from '@jest/globals';
import { renderMarkdown } from './render-markdown.ts';

const render = (markdown: string) => renderMarkdown(markdown, 'https://git.example/docs/guides/api/');

describe('renderMarkdown', () => {
  it('returns the title and the sections, and gives headings the ids of GitHub', () => {
    const { title, sections, html } = render('# Errors\n\n## `409`, and what to do\n\n### Details\n');
    expect(title).toBe('Errors');
    expect(sections).toEqual([{ id: '409-and-what-to-do', text: '409, and what to do' }]);
    expect(html).toContain('<h2 id="409-and-what-to-do">');
    expect(html).toContain('<h3 id="details">');
  });

  it.each([
    ['errors.md', 'errors.html'],
    ['errors.md#retries', 'errors.html#retries'],
    ['#retries', '#retries'],
    ['https://www.rfc-editor.org/rfc/rfc9457', 'https://www.rfc-editor.org/rfc/rfc9457'],
    ['../../adr/0007-idempotency.md', 'https://git.example/docs/adr/0007-idempotency.md'],
  ])('leads the link %s to %s', (href, target) => {
    expect(render(`[text](${href})`).html).toContain(`<a href="${target}">text</a>`);
  });

  it.each(['ts', 'json', 'sh', 'text', ''])('shows code in "%s" as it is', (language) => {
    const { html } = render(`\`\`\`${language}\nif (a < b && c) "<script>"\n\`\`\`\n`);
    expect(html).not.toContain('<script>');
    const text = html
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
    expect(text.trim()).toBe('if (a < b && c) "<script>"');
  });
});
