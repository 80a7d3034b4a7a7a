import { describe, expect, it } from '@jest/globals';
import type { Metafile } from 'esbuild';
import { bundleFaults } from './bundle-faults.ts';

const handler = 'services/catalog/src/handlers/get-product.ts';
const imports = (...paths: string[]) => ({
  bytes: 1,
  imports: paths.map((path) => ({ path, kind: 'import-statement' as const })),
});

const metafile = (
  bytes: number,
  weights: Record<string, number>,
  inputs: Metafile['inputs'] = {},
): Metafile => ({
  inputs,
  outputs: {
    'services/catalog/dist/get-product.mjs': {
      bytes,
      entryPoint: handler,
      imports: [],
      exports: [],
      inputs: Object.fromEntries(
        Object.entries(weights).map(([file, bytesInOutput]) => [file, { bytesInOutput }]),
      ),
    },
  },
});

describe('bundleFaults', () => {
  it('passes a bundle within its limit', () => {
    expect(bundleFaults('catalog', metafile(300 * 1024, { [handler]: 300 * 1024 }))).toEqual([]);
  });

  it('names a heavy bundle, its size, its limit and what it is made of', () => {
    const faults = bundleFaults(
      'catalog',
      metafile(421 * 1024, { 'node_modules/@aws-sdk/core/a.js': 400 * 1024, [handler]: 21 * 1024 }),
    );
    expect(faults).toEqual([
      `catalog/get-product weighs 421 KB, and 300 KB is its limit. Most of it: @aws-sdk/core 400 KB, ${handler} 21 KB.`,
    ]);
  });

  it('gives a bundle more for a package that is worth it', () => {
    expect(
      bundleFaults('payments', metafile(550 * 1024, { 'node_modules/stripe/esm/a.js': 250 * 1024 })),
    ).toEqual([]);
    expect(
      bundleFaults('payments', metafile(570 * 1024, { 'node_modules/stripe/esm/a.js': 250 * 1024 })),
    ).toHaveLength(1);
  });

  it('gives a function more for what it does', () => {
    const heavy = metafile(360 * 1024, {});
    const [output] = Object.values(heavy.outputs);
    const ofNotifications = { ...heavy, outputs: { 'services/notifications/dist/on-event.mjs': output! } };
    expect(bundleFaults('notifications', ofNotifications)).toEqual([]);
    expect(bundleFaults('notifications', heavy)).toHaveLength(1);
  });

  it('refuses TypeBox however small, and shows how it came in', () => {
    const model = 'services/catalog/src/models/product.ts';
    const typebox = 'node_modules/typebox/build/index.mjs';
    const inputs = { [handler]: imports(model), [model]: imports(typebox), [typebox]: imports() };
    const [fault] = bundleFaults('catalog', metafile(9_000, { [model]: 5, [typebox]: 10 }, inputs));
    expect(fault).toContain(`catalog/get-product (9 KB) carries ${typebox}`);
    expect(fault).toContain(`${handler} → ${model} → ${typebox}`);
  });

  it("refuses Ajv's compiler, and lets the parts through that compiled validators need", () => {
    const compiler = metafile(
      9_000,
      { 'node_modules/ajv/dist/compile/index.js': 5_000 },
      { [handler]: imports() },
    );
    const runtime = metafile(9_000, {
      'node_modules/ajv/dist/runtime/equal.js': 500,
      'node_modules/ajv-formats/dist/formats.js': 500,
    });
    expect(bundleFaults('catalog', compiler)).toHaveLength(1);
    expect(bundleFaults('catalog', runtime)).toEqual([]);
  });

  it.each(['node_modules/sharp/dist/index.mjs', 'node_modules/@img/sharp-linux-x64/lib/sharp.node'])(
    'refuses %s, which belongs in a layer',
    (file) => {
      const [fault] = bundleFaults('catalog', metafile(9_000, { [file]: 500 }, { [handler]: imports(file) }));
      expect(fault).toContain('createRequire');
    },
  );

  it('overlooks what was shaken out of a bundle', () => {
    expect(bundleFaults('catalog', metafile(9_000, { 'node_modules/typebox/build/index.mjs': 0 }))).toEqual(
      [],
    );
  });
});
