import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';

/**
 * Replaces a generated section of a Markdown page: the text between `<!-- NAME:begin -->` and `<!-- NAME:end -->`.
 *
 * @param page  the file, absolute
 * @param text  Markdown; the page is formatted afterwards
 * @throws Error when the page does not have the section
 */
export async function writeSection(page: string, name: string, text: string): Promise<void> {
  const before = readFileSync(page, 'utf8');
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [from, to] = [before.indexOf(begin), before.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${page} has no section ${name}. Add "${begin}" and "${end}".`);
  const after = `${before.slice(0, from + begin.length)}\n\n${text.trim()}\n\n${before.slice(to)}`;
  writeFileSync(page, await format(after, { ...(await resolveConfig(page)), filepath: page }));
}
