import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { writeSection } from './write-section.ts';

const page = join(temporaryFolder('section-'), 'page.md');
const section = (name: string, text: string) => `<!-- ${name}:begin -->\n${text}<!-- ${name}:end -->\n`;

describe('writeSection', () => {
  it('replaces the text of one section, and keeps the others', async () => {
    writeFileSync(page, `# Title\n\n${section('first', 'old\n')}\n${section('second', '\nkept\n\n')}`);
    await writeSection(page, 'first', 'new\n');
    await writeSection(page, 'first', 'newer');
    expect(readFileSync(page, 'utf8')).toBe(
      `# Title\n\n${section('first', '\nnewer\n\n')}\n${section('second', '\nkept\n\n')}`,
    );
  });

  it.each(['none', '<!-- first:begin -->', section('other', '')])(
    'changes nothing of a page without the section: %s',
    async (text) => {
      writeFileSync(page, text);
      await expect(writeSection(page, 'first', 'new')).rejects.toThrow('has no section first');
      expect(readFileSync(page, 'utf8')).toBe(text);
    },
  );
});
