import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { declaredLayers } from './declared-layers.ts';
import { describeSize, layerSizes, layerSizeViolations } from './layer-sizes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'layer-test-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const declare = (text: string) => writeFileSync(join(folder, 'layers.yml'), text);

describe('layerSizes', () => {
  const packed = (bytes: number) => {
    mkdirSync(join(folder, '.serverless'), { recursive: true });
    writeFileSync(join(folder, '.serverless/paint.zip'), Buffer.alloc(bytes));
    return layerSizes(folder);
  };
  beforeEach(() => declare('paint: { packages: [painter], maxZippedMegabytes: 1 }'));

  it('returns the size, which can equal the limit', () => {
    const sizes = packed(1024 * 1024);
    expect(sizes.map(describeSize)).toEqual(['paint.zip 1.0 of 1 MB']);
    expect(layerSizeViolations(sizes)).toEqual([]);
  });

  it('reports a layer above its limit', () => {
    expect(layerSizeViolations(packed(1024 * 1024 + 1))).toEqual([expect.stringContaining('Exclude files')]);
  });
});

describe('declaredLayers', () => {
  it('returns nothing for a service without layers', () => {
    expect(declaredLayers(folder)).toEqual([]);
    expect(layerSizes(folder)).toEqual([]);
  });

  it.each(['paint: { packages: [] }', 'paint: { packages: [painter] }'])('rejects %s', (text) => {
    declare(text);
    expect(() => declaredLayers(folder)).toThrow('paint lacks "packages"');
  });
});
