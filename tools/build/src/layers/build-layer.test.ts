import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { buildLayer } from './build-layer.ts';
import type { LockedPackage } from './locked-packages.ts';
import { packageTarballs } from './package-tarballs.ts';
import { lambdaPlatform } from './platform.ts';
import { integrityOf, tarballOf } from './testing-tarball.ts';

const tarball = tarballOf([
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

/** A registry that answers this, and counts how often it is asked. */
function registryOf(answer: Buffer) {
  const asked: string[] = [];
  const download = (specifiers: readonly string[], into: string) => {
    asked.push(...specifiers);
    writeFileSync(join(into, 'whatever.tgz'), answer);
  };
  return { asked, download };
}

const build = (download: ReturnType<typeof registryOf>['download']) =>
  buildLayer({
    packages: ['painter'],
    leaveOut: ['**/*.d.{ts,cts,mts}'],
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
  it('lays packages out as Lambda looks for them, with the same times and modes each time', () => {
    const { download } = registryOf(tarball);
    build(download);
    const written = Date.UTC(1980, 0, 1);
    expect(files()).toEqual([
      `/layer/nodejs/node_modules/painter/LICENSE 644 ${written}`,
      `/layer/nodejs/node_modules/painter/package.json 644 ${written}`,
    ]);
    writeFileSync(join(folder, 'layer/left-over.txt'), 'of an older layer');
    build(download);
    expect(files()).toHaveLength(2);
  });

  it('asks the registry once; what the cache holds is checked each time', () => {
    const { asked, download } = registryOf(tarball);
    build(download);
    build(download);
    expect(asked).toEqual(['painter@1.0.0']);
    const [cached] = readdirSync(join(folder, 'cache'));
    writeFileSync(join(folder, 'cache', cached!), 'damaged');
    build(download);
    expect(asked).toHaveLength(2);
    expect(integrityOf(readFileSync(join(folder, 'cache', cached!)))).toBe(integrityOf(tarball));
  });

  it('refuses what has another hash than the lock, and keeps nothing of it', () => {
    const { download } = registryOf(tarballOf([{ path: 'package/evil.js', content: 'steal()' }]));
    expect(() => build(download)).toThrow('The registry answered another painter@1.0.0');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('leaves the layer that was there where the registry does not answer', () => {
    build(registryOf(tarball).download);
    rmSync(join(folder, 'cache'), { recursive: true });
    const offline = (_: readonly LockedPackage[]) => {
      throw new Error('offline');
    };
    expect(() => build(offline as never)).toThrow('offline');
    expect(files()).toHaveLength(2);
  });
});
