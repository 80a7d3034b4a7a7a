import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { unzipSync } from 'fflate';
import { buildLayer } from '../../../tools/build/src/layers/build-layer.ts';
import { declaredLayers } from '../../../tools/build/src/layers/declared-layers.ts';
import type { Lock } from '../../../tools/build/src/layers/locked-packages.ts';
import { packageTarballs } from '../../../tools/build/src/layers/package-tarballs.ts';
import { lambdaPlatform } from '../../../tools/build/src/layers/platform.ts';

const service = join(import.meta.dirname, '..');
const workspace = join(service, '../..');
const [sharp] = declaredLayers(service);

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'sharp-layer-')));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** An ES module like the bundles of the build: `require` uses NODE_PATH, `import` does not. */
const bundle = `
import { createRequire } from 'node:module';
const require = createRequire(import.meta.url);
const sharp = require('sharp');
const create = { width: 64, height: 48, channels: 3, background: 'teal' };
const webp = await sharp({ create }).webp().toBuffer();
const avif = await sharp(webp).avif().toBuffer();
const { format, width } = await sharp(avif).metadata();
console.log(JSON.stringify({ from: require.resolve('sharp'), magic: webp.toString('latin1', 8, 12), format, width }));
`;

describe('the packaged layer', () => {
  it('is loaded by a bundle as on Lambda, outside of this workspace, and creates WebP and AVIF', () => {
    const write = (path: string, content: string | Uint8Array) => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    };
    const archive = unzipSync(readFileSync(join(service, '.serverless/sharp.zip')));
    for (const [path, content] of Object.entries(archive))
      if (!path.endsWith('/')) write(`opt/${path}`, content);
    write('var/task/dist/makes-images.mjs', bundle);

    const output = execFileSync(process.execPath, ['dist/makes-images.mjs'], {
      cwd: join(folder, 'var/task'),
      // As Lambda's runtime sets it: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
      env: {
        NODE_PATH: ['node24/node_modules', 'node_modules']
          .map((at) => join(folder, 'opt/nodejs', at))
          .join(':'),
      },
      encoding: 'utf8',
    });
    expect(JSON.parse(output)).toEqual({
      from: join(folder, 'opt/nodejs/node_modules/sharp/dist/index.cjs'),
      magic: 'WEBP',
      format: 'heif',
      width: 64,
    });
  });
});

describe('the layer for Lambda', () => {
  const lock = JSON.parse(readFileSync(join(workspace, 'package-lock.json'), 'utf8')) as Lock;
  const build = (architecture: string, to: string) => {
    const locked = buildLayer({
      ...sharp!,
      lock,
      platform: lambdaPlatform(architecture),
      folder: to,
      fetch: (packages) =>
        packageTarballs(packages, { cacheFolder: join(workspace, 'node_modules/.cache/tradewind-layers') }),
    });
    return { names: locked.map(({ name }) => name), digest: digestFolder(to) };
  };
  /** Hashes paths and contents. */
  const digestFolder = (of: string) => {
    const hash = createHash('sha256');
    for (const path of readdirSync(of, { recursive: true, encoding: 'utf8' }).toSorted())
      hash.update(path).update(path.includes('.') ? readContent(join(of, path)) : '');
    return hash.digest('hex');
  };
  const readContent = (file: string): Buffer => {
    try {
      return readFileSync(file);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EISDIR') return Buffer.alloc(0);
      throw error;
    }
  };

  it.each([
    ['arm64', 'arm64', 183],
    ['x86_64', 'x64', 62],
  ])('is reproducible on %s from the registry', (architecture, cpu, machine) => {
    const first = build(architecture, join(folder, 'first'));
    const second = build(architecture, join(folder, 'second'));
    expect(second).toEqual(first);
    expect(first.names.filter((name) => name.includes('linux'))).toEqual([
      `@img/sharp-libvips-linux-${cpu}`,
      `@img/sharp-linux-${cpu}`,
    ]);
    const native = readdirSync(join(folder, 'first'), { recursive: true, encoding: 'utf8' }).filter((path) =>
      /\.(node|so[.\d]*)$/.test(path),
    );
    expect(native).toHaveLength(2);
    // e_machine of an ELF file: https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html
    for (const path of native)
      expect(readFileSync(join(folder, 'first', path)).readUInt16LE(18)).toBe(machine);
  });
});
