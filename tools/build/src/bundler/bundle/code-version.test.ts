import { describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { codeVersion } from './code-version.ts';

async function bundled(source: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: source },
    outExtension: { '.js': '.mjs' },
    outdir: 'out',
    format: 'esm',
    write: false,
    plugins: [codeVersion()],
  });
  return outputFiles[0]!.text;
}
const versionIn = (text: string) => /version = "([0-9a-f]{11})"/.exec(text)?.[1];
const line = "export const version = process.env['CODE_VERSION'];";

describe('codeVersion', () => {
  it('is the same for the same code, and differs for other code', async () => {
    const [one, again, other] = [await bundled(line), await bundled(line), await bundled(`${line}\nlog();`)];
    expect(versionIn(one)).toBeDefined();
    expect(one).toBe(again);
    expect(versionIn(other)).not.toBe(versionIn(one));
  });

  it('does not change a bundle that does not use it', async () => {
    expect(await bundled('export const one = 1;')).toContain('const one = 1;');
  });
});
