import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

const PAGE = join(workspaceRoot, 'docs/reliability.md');

/** Replaces the text between the markers of a section of docs/reliability.md. */
export async function writeSection(name: string, text: string): Promise<void> {
  const page = readFileSync(PAGE, 'utf8');
  const [begin, end] = [`<!-- ${name}:begin -->`, `<!-- ${name}:end -->`];
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`docs/reliability.md has no markers for ${name}.`);
  const replaced = `${page.slice(0, from + begin.length)}\n\n${text.trim()}\n\n${page.slice(to)}`;
  writeFileSync(PAGE, await format(replaced, { ...(await resolveConfig(PAGE)), filepath: PAGE }));
}
