import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { withoutSentences } from './lean-log-events.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';

describe('a log catalog in a bundle', () => {
  it('has levels and fields, and no sentences', () => {
    const source = `'a.b': { level: 'info', description: 'It\\'s "done".', fields: {} }, 'c.d': { description:\n  "It's not.", level: 'warn' }`;
    expect(withoutSentences(source).replace(/\s+/g, ' ')).toBe(
      `'a.b': { level: 'info', fields: {} }, 'c.d': { level: 'warn' }`,
    );
  });

  const files = globSync('{services/*/src/{log-events,metrics}.ts,libs/*/src/log-events.ts}', {
    cwd: workspaceRoot,
  });
  it.each(files)('loses every sentence: %s', (file) => {
    const source = readFileSync(join(workspaceRoot, file), 'utf8');
    expect(source).toContain('description:');
    expect(withoutSentences(source)).not.toContain('description:');
  });
});
