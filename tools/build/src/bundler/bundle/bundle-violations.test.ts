import { describe, expect, it } from '@jest/globals';
import type { Metafile } from 'esbuild';
import { bundleViolations } from './bundle-violations.ts';

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

describe('bundleViolations', () => {
  it('accepts a bundle within its limit', () => {
    expect(bundleViolations('catalog', metafile(120 * 1024, { [handler]: 120 * 1024 }))).toEqual([]);
  });

  it('reports a large bundle with its size, its limit and its largest parts', () => {
    const violations = bundleViolations(
      'catalog',
      metafile(421 * 1024, { 'node_modules/@aws-sdk/core/a.js': 400 * 1024, [handler]: 21 * 1024 }),
    );
    expect(violations).toEqual([
      `catalog/get-product has 421 KB, and the limit is 120 KB. Import less. Largest parts: @aws-sdk/core 400 KB, ${handler} 21 KB.`,
    ]);
  });

  it('raises the limit for an allowed package', () => {
    expect(
      bundleViolations('payments', metafile(360 * 1024, { 'node_modules/stripe/esm/a.js': 250 * 1024 })),
    ).toEqual([]);
    expect(
      bundleViolations('payments', metafile(370 * 1024, { 'node_modules/stripe/esm/a.js': 250 * 1024 })),
    ).toHaveLength(1);
  });

  it('raises the limit for an allowed function', () => {
    const heavy = metafile(180 * 1024, {});
    const [output] = Object.values(heavy.outputs);
    const ofNotifications = { ...heavy, outputs: { 'services/notifications/dist/on-event.mjs': output! } };
    expect(bundleViolations('notifications', ofNotifications)).toEqual([]);
    expect(bundleViolations('notifications', heavy)).toHaveLength(1);
  });

  it('rejects TypeBox of any size, and shows the import chain', () => {
    const model = 'services/catalog/src/models/product.ts';
    const typebox = 'node_modules/typebox/build/index.mjs';
    const inputs = { [handler]: imports(model), [model]: imports(typebox), [typebox]: imports() };
    const [violation] = bundleViolations('catalog', metafile(9_000, { [model]: 5, [typebox]: 10 }, inputs));
    expect(violation).toContain(`catalog/get-product (9 KB) contains ${typebox}`);
    expect(violation).toContain(`${handler} → ${model} → ${typebox}`);
    expect(violation).toMatch(new RegExp(`^${model}[:\\d]*: TypeBox defines schemas at build time only`));
  });

  it('names the line that imports a forbidden package', () => {
    const own = 'libs/models/src/money.ts';
    const typebox = 'node_modules/typebox/build/index.mjs';
    const imported = [{ path: typebox, kind: 'import-statement' as const, original: 'typebox' }];
    const inputs = {
      [handler]: imports(own),
      [own]: { bytes: 1, imports: imported },
      [typebox]: imports(),
    };
    const [violation] = bundleViolations('catalog', metafile(9_000, { [own]: 5, [typebox]: 10 }, inputs));
    expect(violation).toMatch(/^libs\/models\/src\/money\.ts:\d+: TypeBox/);
  });

  it("rejects Ajv's compiler, and accepts the parts that compiled validators need", () => {
    const compiler = metafile(
      9_000,
      { 'node_modules/ajv/dist/compile/index.js': 5_000 },
      { [handler]: imports() },
    );
    const runtime = metafile(9_000, {
      'node_modules/ajv/dist/runtime/equal.js': 500,
      'node_modules/ajv-formats/dist/formats.js': 500,
    });
    expect(bundleViolations('catalog', compiler)).toHaveLength(1);
    expect(bundleViolations('catalog', runtime)).toEqual([]);
  });

  it.each(['node_modules/sharp/dist/index.mjs', 'node_modules/@img/sharp-linux-x64/lib/sharp.node'])(
    'refuses %s, which belongs in a layer',
    (file) => {
      const [violation] = bundleViolations(
        'catalog',
        metafile(9_000, { [file]: 500 }, { [handler]: imports(file) }),
      );
      expect(violation).toContain('createRequire');
    },
  );

  it('ignores modules that tree shaking removed', () => {
    expect(
      bundleViolations('catalog', metafile(9_000, { 'node_modules/typebox/build/index.mjs': 0 })),
    ).toEqual([]);
  });
});
