import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { plantedBugs } from './planted-bugs.ts';

describe('planted bugs', () => {
  it('are at least twenty with different names', () => {
    expect(new Set(plantedBugs.map(({ name }) => name)).size).toBeGreaterThanOrEqual(20);
  });

  it.each(plantedBugs)('fit the code: $name', ({ file, find, replace }) => {
    const parts = readFileSync(join(workspaceRoot, file), 'utf8').split(find);
    expect(parts).toHaveLength(2);
    expect(replace).not.toBe(find);
  });
});
