import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { withoutDescriptions } from './strip-descriptions.ts';
import { workspaceRoot } from '../../../../workspace/src/layout/workspace-folders.ts';

describe('withoutDescriptions', () => {
  it('keeps levels and fields', () => {
    const source = `'a.b': { level: 'info', description: 'It\\'s "done".', fields: {} }, 'c.d': { description:\n  "It's not.", level: 'warn' }`;
    expect(withoutDescriptions(source).replace(/\s+/g, ' ')).toBe(
      `'a.b': { level: 'info', fields: {} }, 'c.d': { level: 'warn' }`,
    );
  });

  const files = globSync('{services/*/src/{log-events,metrics}.ts,libs/*/src/log-events.ts}', {
    cwd: workspaceRoot,
  });
  it.each(files)('removes every description: %s', (file) => {
    const source = readFileSync(join(workspaceRoot, file), 'utf8');
    expect(source).toContain('description:');
    expect(withoutDescriptions(source)).not.toContain('description:');
  });
});
