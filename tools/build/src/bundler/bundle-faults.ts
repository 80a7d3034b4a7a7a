import { basename } from 'node:path';
import type { Metafile } from 'esbuild';
import { allowances, forbidden, functionAllowances, LIMIT_KILOBYTES } from './bundle-limits.ts';

const BYTES_PER_KILOBYTE = 1024;

type Output = Metafile['outputs'][string];

/**
 * Holds the bundles of one service against what a bundle may carry and weigh.
 *
 * @param service   its name, for the messages
 * @param metafile  what esbuild says the bundles consist of
 * @returns one message per fault: function, size, and what brought it in
 */
export function bundleFaults(service: string, metafile: Metafile): string[] {
  return Object.entries(metafile.outputs)
    .filter(([file]) => file.endsWith('.mjs'))
    .flatMap(([file, output]) => {
      const name = `${service}/${basename(file, '.mjs')}`;
      // A task has no cold start that anybody waits for: only a function's weight counts.
      const weight = isTask(output) ? [] : weightFaults(name, output);
      return [...carriedFaults(name, output, metafile), ...weight];
    });
}

const isTask = ({ entryPoint = '' }: Output): boolean => /^services\/[^/]+\/src\/tasks\//.test(entryPoint);

function carriedFaults(name: string, output: Output, metafile: Metafile): string[] {
  const carried = Object.keys(output.inputs).filter((file) => output.inputs[file]!.bytesInOutput > 0);
  return forbidden.flatMap(({ files, because }) => {
    const file = carried.find((input) => files.test(input));
    if (!file) return [];
    return [
      `${name} (${kilobytes(output)} KB) carries ${file}: ${because}.\n  ${importChain(output, file, carried, metafile)}`,
    ];
  });
}

function weightFaults(name: string, output: Output): string[] {
  const weights = weightByPackage(output);
  const allowed = allowances.filter((allowance) => weights.has(allowance.package));
  const ofPackages = allowed.reduce((sum, { kilobytes: more }) => sum + more, 0);
  const limit = LIMIT_KILOBYTES + ofPackages + (functionAllowances[name]?.kilobytes ?? 0);
  if (output.bytes <= limit * BYTES_PER_KILOBYTE) return [];
  const heaviest = [...weights].toSorted(([, a], [, b]) => b - a).slice(0, 5);
  const causes = heaviest
    .map(([from, bytes]) => `${from} ${Math.round(bytes / BYTES_PER_KILOBYTE)} KB`)
    .join(', ');
  return [`${name} weighs ${kilobytes(output)} KB, and ${limit} KB is its limit. Most of it: ${causes}.`];
}

const kilobytes = ({ bytes }: Output): number => Math.ceil(bytes / BYTES_PER_KILOBYTE);

function weightByPackage({ inputs }: Output): Map<string, number> {
  const weights = new Map<string, number>();
  for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
    if (bytesInOutput === 0) continue;
    const from = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file;
    weights.set(from, (weights.get(from) ?? 0) + bytesInOutput);
  }
  return weights;
}

/** The shortest way by which the handler came to import a file, through modules that are in the bundle. */
function importChain(
  { entryPoint }: Output,
  file: string,
  carried: readonly string[],
  { inputs }: Metafile,
): string {
  const cameFrom = new Map<string, string | undefined>([[entryPoint!, undefined]]);
  for (const importer of cameFrom.keys()) {
    const imported = (inputs[importer]?.imports ?? []).map(({ path }) => path);
    for (const path of imported)
      if (carried.includes(path) && !cameFrom.has(path)) cameFrom.set(path, importer);
  }
  const chain: string[] = [];
  for (let step: string | undefined = file; step; step = cameFrom.get(step)) chain.unshift(step);
  return chain.join(' → ');
}
