import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';
import { workspaceRoot } from '../../../../workspace/src/layout/workspace-folders.ts';

const NAME = 'handler-entry';
const FIRST_MODULE = "import { mapStackTraces } from '#libs/logging';\nmapStackTraces();";

// On the first line, so that the lines of the source keep their numbers.
const BEGIN = `import '${NAME}'; `;
const END = "\nimport { initialized } from '#libs/config';\nawait initialized();\n";

/**
 * An esbuild plugin that begins the module of a handler with `mapStackTraces` (libs/logging), so that errors of the
 * initialization name lines of the sources too, and ends it by awaiting the work of `duringInitialization` (libs/config).
 */
export const handlerEntry = (): Plugin => ({
  name: NAME,
  setup(build) {
    build.onLoad({ filter: /[/\\]src[/\\]handlers[/\\][^/\\.]+\.ts$/ }, async ({ path }) => ({
      contents: BEGIN + (await readFile(path, 'utf8')) + END,
      loader: 'ts',
    }));
    build.onResolve({ filter: new RegExp(`^${NAME}$`) }, ({ path, resolveDir }) => ({
      path,
      namespace: NAME,
      pluginData: resolveDir,
      sideEffects: true,
    }));
    build.onLoad({ filter: /.*/, namespace: NAME }, ({ pluginData }) => ({
      contents: FIRST_MODULE,
      resolveDir: (pluginData as string | undefined) ?? workspaceRoot,
    }));
  },
});
