import { createHash } from 'node:crypto';
import type { Plugin } from 'esbuild';

// As long as what takes its place, so that source maps keep their columns.
const PLACEHOLDER = '@code-vers@';

/**
 * Gives each bundle a mark of its own content as `process.env.CODE_VERSION`. Its log lines carry it: two lines with the
 * same mark came from the same code, in whichever deploy.
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
        file.contents = marked(file.contents);
    });
  },
});

function marked(contents: Uint8Array): Uint8Array {
  const version = createHash('sha256').update(contents).digest('hex').slice(0, PLACEHOLDER.length);
  return new TextEncoder().encode(new TextDecoder().decode(contents).replaceAll(PLACEHOLDER, version));
}
