import { createHash } from 'node:crypto';
import type { Plugin } from 'esbuild';

// As long as the version, so that the columns in source maps stay correct.
const PLACEHOLDER = '@code-vers@';

/**
 * An esbuild plugin that defines `process.env.CODE_VERSION` as a hash of the bundle. Log lines contain it, so that lines
 * with the same version come from the same code, independent of deployments.
 */
export const codeVersion = (): Plugin => ({
  name: 'code-version',
  setup(build) {
    build.initialOptions.define = {
      ...build.initialOptions.define,
      'process.env.CODE_VERSION': JSON.stringify(PLACEHOLDER),
    };
    build.onEnd(({ outputFiles = [] }) => {
      for (const file of outputFiles.filter(({ path }) => path.endsWith('.mjs')))
        file.contents = withVersion(file.contents);
    });
  },
});

function withVersion(contents: Uint8Array): Uint8Array {
  const version = createHash('sha256').update(contents).digest('hex').slice(0, PLACEHOLDER.length);
  return new TextEncoder().encode(new TextDecoder().decode(contents).replaceAll(PLACEHOLDER, version));
}
