import { describe, expect, it } from '@jest/globals';
import { mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { workspaceFingerprint } from './fingerprint.ts';
import { temporaryFolder } from '../../../../workspace/src/testing/temporary-folder.ts';

const source = 'services/seats/src/book.ts';

function workspace() {
  const folder = temporaryFolder('fingerprint-');
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  };
  for (const file of [source, 'libs/models/src/money.ts', 'package.json', 'services/seats/dist/book.mjs'])
    write(file, 'a');
  return { folder, write };
}

describe('the fingerprint of the workspace', () => {
  it('is the same if nothing changed', async () => {
    const { folder } = workspace();
    expect(await workspaceFingerprint(folder)).toBe(await workspaceFingerprint(folder));
  });

  it.each([
    ['a source', source],
    ['a new source', 'services/seats/src/cancel.ts'],
    ['a library', 'libs/models/src/money.ts'],
    ['a dependency', 'package.json'],
    ['a bundle', 'services/seats/dist/book.mjs'],
  ])('changes with %s', async (_, file) => {
    const { folder, write } = workspace();
    const before = await workspaceFingerprint(folder);
    write(file, 'b, longer');
    expect(await workspaceFingerprint(folder)).not.toBe(before);
  });

  it('changes if a source is removed, renamed, or changed to content of the same size and age', async () => {
    const { folder, write } = workspace();
    const seen = [await workspaceFingerprint(folder)];
    write(source, 'b');
    utimesSync(join(folder, source), 0, 0);
    seen.push(await workspaceFingerprint(folder));
    write(source, 'c');
    utimesSync(join(folder, source), 0, 0);
    seen.push(await workspaceFingerprint(folder));
    renameSync(join(folder, source), join(folder, 'services/seats/src/reserve.ts'));
    seen.push(await workspaceFingerprint(folder));
    rmSync(join(folder, 'services/seats/src/reserve.ts'));
    seen.push(await workspaceFingerprint(folder));
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('does not change with files outside of packages', async () => {
    const { folder, write } = workspace();
    const before = await workspaceFingerprint(folder);
    write('services/seats/local/seed.ts', 'b');
    write('docs/README.md', 'b');
    expect(await workspaceFingerprint(folder)).toBe(before);
  });
});
