import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildLayer } from './build-layer.ts';
import type { LockedPackage } from './locked-packages.ts';
import { packageTarballs } from './package-tarballs.ts';
import { lambdaPlatform } from './platform.ts';
import { integrityOf, createTarball } from './testing/create-tarball.ts';

const tarball = createTarball([
  { path: 'package/package.json', content: '{"name":"painter"}' },
  { path: 'package/index.d.ts', content: 'export {}' },
  { path: 'package/LICENSE', content: 'free' },
]);
const lock = {
  packages: { 'node_modules/painter': { version: '1.0.0', integrity: integrityOf(tarball) } },
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'layer-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A registry that responds with a tarball and records the requests. */
function fakeRegistry(response: Buffer) {
  const requested: string[] = [];
  const download = (specifiers: readonly string[], into: string) => {
    requested.push(...specifiers);
    writeFileSync(join(into, 'package.tgz'), response);
  };
  return { requested, download };
}

const build = (download: ReturnType<typeof fakeRegistry>['download']) =>
  buildLayer({
    packages: ['painter'],
    exclude: ['**/*.d.{ts,cts,mts}'],
    lock,
    platform: lambdaPlatform('arm64'),
    folder: join(folder, 'layer'),
    fetch: (locked) => packageTarballs(locked, { cacheFolder: join(folder, 'cache'), download }),
  });
const files = () =>
  readdirSync(join(folder, 'layer'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => {
      const { mode, mtimeMs } = statSync(join(parentPath, name));
      return `${join(parentPath, name).slice(folder.length)} ${(mode & 0o777).toString(8)} ${mtimeMs}`;
    })
    .toSorted();

describe('buildLayer', () => {
  it('writes packages where Lambda finds them, with reproducible times and modes', () => {
    const { download } = fakeRegistry(tarball);
    build(download);
    const written = Date.UTC(1980, 0, 1);
    expect(files()).toEqual([
      `/layer/nodejs/node_modules/painter/LICENSE 644 ${written}`,
      `/layer/nodejs/node_modules/painter/package.json 644 ${written}`,
    ]);
    writeFileSync(join(folder, 'layer/left-over.txt'), 'from an older layer');
    build(download);
    expect(files()).toHaveLength(2);
  });

  it('downloads once, and verifies the cache each time', () => {
    const { requested, download } = fakeRegistry(tarball);
    build(download);
    build(download);
    expect(requested).toEqual(['painter@1.0.0']);
    const [cached] = readdirSync(join(folder, 'cache'));
    writeFileSync(join(folder, 'cache', cached!), 'damaged');
    build(download);
    expect(requested).toHaveLength(2);
    expect(integrityOf(readFileSync(join(folder, 'cache', cached!)))).toBe(integrityOf(tarball));
  });

  it('rejects a tarball with another hash than the lock file, and keeps nothing of it', () => {
    const { download } = fakeRegistry(createTarball([{ path: 'package/evil.js', content: 'steal()' }]));
    expect(() => build(download)).toThrow('painter@1.0.0 from the registry does not match package-lock.json');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps the existing layer if the registry does not respond', () => {
    build(fakeRegistry(tarball).download);
    rmSync(join(folder, 'cache'), { recursive: true });
    const offline = (_: readonly LockedPackage[]) => {
      throw new Error('offline');
    };
    expect(() => build(offline as never)).toThrow('offline');
    expect(files()).toHaveLength(2);
  });
});
