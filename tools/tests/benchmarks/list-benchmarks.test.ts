import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import { benchmarksOf, listBenchmarks } from './list-benchmarks.ts';

const program = `import x from 'y';\n\n/**\n * Measures e.g. cold\n * starts of v1.2. Usage: npm run bench:cold\n */\n`;

describe('the list of benchmarks', () => {
  it('has a benchmark for each script, with the first sentence of its program', () =>
    expect(
      benchmarksOf({ test: 'jest', 'bench:cold': 'node --flag tools/cold.ts --runs 5' }, () => program),
    ).toEqual([{ name: 'cold', file: 'tools/cold.ts', description: 'Measures e.g. cold starts of v1.2.' }]));

  it('rejects a script without a program', () =>
    expect(() => benchmarksOf({ 'bench:cold': 'node tools/cold.ts' }, () => undefined)).toThrow(
      'bench:cold',
    ));

  it('rejects a program without a description', () =>
    expect(() => benchmarksOf({ 'bench:cold': 'node tools/cold.ts' }, () => '// cold')).toThrow(
      'tools/cold.ts',
    ));
});

describe('the benchmarks of this workspace', () => {
  it.each(listBenchmarks(workspaceRoot))(
    '$name prints the header and is described in one line',
    ({ file, description }) => {
      expect(readFileSync(join(workspaceRoot, file), 'utf8')).toContain('printHeader(');
      expect(description.length).toBeLessThanOrEqual(200);
    },
  );
});
