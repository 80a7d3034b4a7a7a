import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

const read = (file: string) => readFileSync(join(workspaceRoot, file), 'utf8');

/** The snippets of the guide, each with the file that the text names last before it. */
function snippets(): [file: string, snippet: string][] {
  const guide = read('docs/guides/extend-a-service.md');
  const parts = [...guide.matchAll(/`(services\/[^`]+\.(?:yml|ts))`|```(?:yaml|ts)\n([^]*?)\n```/g)];
  let file = '';
  return parts.flatMap(([, named, snippet]): [string, string][] => {
    file = named ?? file;
    return snippet === undefined ? [] : [[file, snippet]];
  });
}

/** Without indentation, which depends on where the snippet is. */
const lines = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .join('\n');

describe('docs/guides/extend-a-service.md', () => {
  it('has snippets', () => {
    expect(snippets().length).toBeGreaterThan(8);
  });

  it.each(snippets())('quotes %s', (file, snippet) => {
    expect(lines(read(file))).toContain(lines(snippet));
  });
});
