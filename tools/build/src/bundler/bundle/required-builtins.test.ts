import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { build } from 'esbuild';
import { temporaryFolder } from '../../../../workspace/src/testing/temporary-folder.ts';
import { requiredBuiltins } from './required-builtins.ts';

const code = `
  import http, { request } from 'node:http';
  import * as url from 'url';
  const loaded = process.moduleLoadList.some((name) => name.includes('undici'));
  console.log(JSON.stringify([loaded, http.request === request, typeof url.pathToFileURL]));`;

async function bundled(contents: string, plugins: ReturnType<typeof requiredBuiltins>[]): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    plugins,
  });
  return outputFiles[0]!.text;
}

/** @returns whether undici is loaded, and whether the imports work */
async function run(plugins: ReturnType<typeof requiredBuiltins>[]): Promise<unknown> {
  const bundle = join(temporaryFolder('builtins-'), 'bundle.mjs');
  writeFileSync(bundle, await bundled(code, plugins));
  const { NODE_OPTIONS: _jestOptions, ...env } = process.env;
  return JSON.parse(execFileSync(process.execPath, [bundle], { encoding: 'utf8', env }));
}

describe('requiredBuiltins', () => {
  it('imports http without undici', async () => {
    expect(await run([requiredBuiltins()])).toEqual([false, true, 'function']);
  });

  it('reads only the exports that the bundle uses', async () => {
    const text = await bundled("import { createHash } from 'node:crypto'; createHash('md5');", [
      requiredBuiltins(),
    ]);
    expect(text).toContain('createHash');
    expect(text).not.toContain('createHmac');
    expect(text).not.toContain('webcrypto');
  });

  it('is needed: an import of http in an ES module loads undici', async () => {
    expect(await run([])).toEqual([true, true, 'function']);
  });
});
