import { describe, expect, it } from '@jest/globals';
import { tarballFiles } from './tarball-files.ts';
import { createTarball } from './testing/create-tarball.ts';

const read = (...entries: Parameters<typeof createTarball>[0]) =>
  tarballFiles(createTarball(entries)).map(({ path, content }) => [path, content.toString()]);

describe('tarballFiles', () => {
  it('reads files of any size below any folder', () => {
    const long = 'x'.repeat(1300);
    expect(
      read(
        { path: 'pax_global_header', type: 'g', content: '20 comment=anything\n' },
        { path: 'package/', type: '5' },
        { path: 'package/index.js', content: 'one' },
        { path: 'package/lib/empty.js' },
        { path: 'other/long.js', content: long },
      ),
    ).toEqual([
      ['index.js', 'one'],
      ['lib/empty.js', ''],
      ['long.js', long],
    ]);
  });

  it('reads a path that is longer than its header field', () => {
    const path = `package/${'deep/'.repeat(40)}file.js`;
    const record = `${path.length + 10} path=${path}\n`;
    expect(
      read(
        { path: 'PaxHeader/file.js', type: 'x', content: record },
        { path: path.slice(0, 100), content: 'a' },
        { path: 'package/next.js', content: 'b' },
      ),
    ).toEqual([
      [path.slice('package/'.length), 'a'],
      ['next.js', 'b'],
    ]);
  });

  it.each([
    'package/../../evil.js',
    '/etc/passwd/..',
    'package//x',
    'file-at-the-top.js',
    'package/a\\..\\b',
  ])('refuses %s', (path) => {
    expect(() => read({ path, content: 'x' })).toThrow('is outside of the package');
  });

  it('rejects links', () => {
    expect(() => read({ path: 'package/link', type: '2' })).toThrow('not a file');
  });
});
