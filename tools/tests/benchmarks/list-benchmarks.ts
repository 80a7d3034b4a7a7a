import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A benchmark, as its script in package.json and the comment at the beginning of its program describe it. */
export interface Benchmark {
  /** Without the prefix of the script: `local`. */
  readonly name: string;
  /** The program, below the root of the workspace. */
  readonly file: string;
  /** The first sentence of the first documentation comment of the program. */
  readonly description: string;
}

const PREFIX = 'bench:';

/**
 * @param scripts  of package.json
 * @param read     returns the text of a file below the root; undefined if it does not exist
 * @returns the benchmarks, by name
 * @throws Error naming a script that does not run a program, or whose program does not say what it measures
 */
export function benchmarksOf(
  scripts: Readonly<Record<string, string>>,
  read: (file: string) => string | undefined,
): Benchmark[] {
  return Object.entries(scripts)
    .filter(([script]) => script.startsWith(PREFIX))
    .map(([script, command]) => {
      const file = /\S+\.ts/.exec(command)?.[0];
      const source = file === undefined ? undefined : read(file);
      if (file === undefined || source === undefined)
        throw new Error(`The script ${script} does not run a program: ${command}`);
      const description = firstSentence(source);
      if (description === undefined)
        throw new Error(`${file} has no documentation comment that says what it measures.`);
      return { name: script.slice(PREFIX.length), file, description };
    })
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

/** @returns the benchmarks of the workspace */
export function listBenchmarks(root: string): Benchmark[] {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>;
  };
  return benchmarksOf(scripts, (file) =>
    existsSync(join(root, file)) ? readFileSync(join(root, file), 'utf8') : undefined,
  );
}

function firstSentence(source: string): string | undefined {
  const comment = /\/\*\*([\s\S]*?)\*\//.exec(source)?.[1];
  if (comment === undefined) return undefined;
  const text = comment
    .replaceAll(/^\s*\* ?/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return /^.*?[.?!](?= [A-Z]|$)/.exec(text)?.[0];
}
