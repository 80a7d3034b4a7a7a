import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/** The sentence of an event, which docs/logs.md alone reads. */
const SENTENCE = /\bdescription:\s*(?:'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"),?/g;

/** Leaves the sentences of log catalogs out of bundles: some kilobytes that no function ever reads. */
export const leanLogEvents = (): Plugin => ({
  name: 'lean-log-events',
  setup(build) {
    build.onLoad({ filter: /[/\\]src[/\\]log-events\.ts$/ }, async ({ path }) => ({
      contents: withoutSentences(await readFile(path, 'utf8')),
      loader: 'ts',
    }));
  },
});

/** @param source  of a log catalog */
export const withoutSentences = (source: string): string => source.replace(SENTENCE, '');
