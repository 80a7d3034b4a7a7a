import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** The description of a log event or metric, which only docs/logs.md and docs/metrics.md use. */
const DESCRIPTION = /\bdescription:\s*(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"),?/g;

/** An esbuild plugin that removes the descriptions in catalogs of log events and metrics from bundles. */
export const stripDescriptions = (): Plugin => ({
  name: 'strip-descriptions',
  setup(build) {
    build.onLoad({ filter: /[/\\]src[/\\](?:log-events|metrics)\.ts$/ }, async ({ path }) => ({
      contents: withoutDescriptions(await readFile(path, 'utf8')),
      loader: 'ts',
    }));
  },
});

/** @param source  the source of a catalog */
export const withoutDescriptions = (source: string): string => source.replace(DESCRIPTION, '');
