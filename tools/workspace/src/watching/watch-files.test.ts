import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitUntil } from '#libs/testing';
import { temporaryFolder } from '../testing/temporary-folder.ts';
import { type FileWatch, watchFiles } from './watch-files.ts';

let folder: string;
let watch: FileWatch;
let edited: string[];

const write = (path: string, content: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
};

/** Saves as many editors do: writes a new file and renames it. */
const replace = (path: string, content: string) => {
  write(`${path}.new~`, content);
  renameSync(join(folder, `${path}.new~`), join(folder, path));
};

/** Waits until the edit of a file is reported. */
async function isReported(path: string): Promise<boolean> {
  await waitUntil(() => edited.includes(join(folder, path)));
  // No event of this edit may count as the next one.
  await allReported();
  edited.length = 0;
  return true;
}

let markers = 0;

/** Waits until a file that is written now is reported: everything before it has been reported as well. */
async function allReported(): Promise<void> {
  const marker = `marker-${(markers += 1)}`;
  write(marker, '');
  await waitUntil(() => edited.includes(join(folder, marker)));
}

beforeEach(async () => {
  folder = temporaryFolder('watched-');
  edited = [];
  for (const file of ['serverless.yml', 'src/handlers/sell.ts', 'infra/tables.yml']) write(file, '1');
  watch = await watchFiles({
    folder,
    isIgnored: (path) => path.endsWith('/dist') || path.endsWith('~'),
    onEdit: (file) => edited.push(file),
  });
});

afterEach(() => watch.stop());

describe('watchFiles', () => {
  it.each(['serverless.yml', 'src/handlers/sell.ts', 'infra/tables.yml'])(
    'reports each replacement of %s',
    async (file) => {
      for (const content of ['2', '3', '44', '55']) {
        replace(file, content);
        expect(await isReported(file)).toBe(true);
      }
    },
  );

  it('reports files that are written in place', async () => {
    for (const content of ['2', '3']) {
      write('src/handlers/sell.ts', content);
      expect(await isReported('src/handlers/sell.ts')).toBe(true);
    }
  });

  it('reports new files in new folders, and their replacements', async () => {
    write('src/models/prices/price.ts', '1');
    expect(await isReported('src/models/prices/price.ts')).toBe(true);
    for (const content of ['2', '3']) {
      replace('src/models/prices/price.ts', content);
      expect(await isReported('src/models/prices/price.ts')).toBe(true);
    }
  });

  it('reports deleted files, and files that are created again', async () => {
    rmSync(join(folder, 'src/handlers/sell.ts'));
    expect(await isReported('src/handlers/sell.ts')).toBe(true);
    write('src/handlers/sell.ts', '2');
    expect(await isReported('src/handlers/sell.ts')).toBe(true);
  });

  it('reports edits in a folder that was deleted and created again at once', async () => {
    rmSync(join(folder, 'infra'), { recursive: true });
    write('infra/tables.yml', '2');
    expect(await isReported('infra/tables.yml')).toBe(true);
    replace('infra/tables.yml', '3');
    expect(await isReported('infra/tables.yml')).toBe(true);
  });

  it('reports no files of ignored folders', async () => {
    write('dist/sell.mjs', '1');
    write('src/handlers/sell.ts', '2');
    await waitUntil(() => edited.includes(join(folder, 'src/handlers/sell.ts')));
    await allReported();
    const isOwn = (file: string) => !file.includes('marker-');
    expect(new Set(edited.filter(isOwn))).toEqual(new Set([join(folder, 'src/handlers/sell.ts')]));
  });
});
