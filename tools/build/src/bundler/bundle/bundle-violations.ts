import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Metafile } from 'esbuild';
import { workspaceRoot } from '../../../../workspace/src/layout/workspace-folders.ts';
import { allowances, forbidden, functionAllowances, LIMIT_KILOBYTES } from './bundle-limits.ts';

const BYTES_PER_KILOBYTE = 1024;

type Output = Metafile['outputs'][string];

/**
 * Checks the contents and the size of the bundles of one service.
 *
 * @param service   the name of the service, for the messages
 * @param metafile  esbuild's description of the bundles
 * @returns one message per violation: function, size and cause
 */
export function bundleViolations(service: string, metafile: Metafile): string[] {
  return Object.entries(metafile.outputs)
    .filter(([file]) => file.endsWith('.mjs'))
    .flatMap(([file, output]) => {
      const name = `${service}/${basename(file, '.mjs')}`;
      // Only functions have a size limit: no client waits for the start of a task.
      const size = isTask(output) ? [] : sizeViolations(name, output);
      return [...forbiddenFileViolations(name, output, metafile), ...size];
    });
}

/** @returns the bundles of functions, by file name: `get-stock.mjs` */
export const functionBundles = ({ outputs }: Metafile): { readonly name: string; readonly bytes: number }[] =>
  Object.entries(outputs)
    .filter(([file, output]) => file.endsWith('.mjs') && !isTask(output))
    .map(([file, { bytes }]) => ({ name: basename(file), bytes }));

const isTask = ({ entryPoint = '' }: Output): boolean => /^services\/[^/]+\/src\/tasks\//.test(entryPoint);

function forbiddenFileViolations(name: string, output: Output, metafile: Metafile): string[] {
  const included = Object.keys(output.inputs).filter((file) => output.inputs[file]!.bytesInOutput > 0);
  return forbidden.flatMap(({ files, because }) => {
    const file = included.find((input) => files.test(input));
    if (!file) return [];
    const chain = importChain(output, file, included, metafile);
    return [
      `${importingLine(chain, metafile)}: ${because}.\n  ${name} (${kilobytes(output)} KB) contains ${file}: ${chain.join(' → ')}`,
    ];
  });
}

function sizeViolations(name: string, output: Output): string[] {
  const sizes = sizeByPackage(output);
  const allowed = allowances.filter((allowance) => sizes.has(allowance.package));
  const packageKilobytes = allowed.reduce((sum, { kilobytes: more }) => sum + more, 0);
  const limit = LIMIT_KILOBYTES + packageKilobytes + (functionAllowances[name]?.kilobytes ?? 0);
  if (output.bytes <= limit * BYTES_PER_KILOBYTE) return [];
  const heaviest = [...sizes].toSorted(([, a], [, b]) => b - a).slice(0, 5);
  const causes = heaviest
    .map(([from, bytes]) => `${from} ${Math.round(bytes / BYTES_PER_KILOBYTE)} KB`)
    .join(', ');
  return [
    `${name} has ${kilobytes(output)} KB, and the limit is ${limit} KB. Import less. Largest parts: ${causes}.`,
  ];
}

const kilobytes = ({ bytes }: Output): number => Math.ceil(bytes / BYTES_PER_KILOBYTE);

function sizeByPackage({ inputs }: Output): Map<string, number> {
  const sizes = new Map<string, number>();
  for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
    if (bytesInOutput === 0) continue;
    const from = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file;
    sizes.set(from, (sizes.get(from) ?? 0) + bytesInOutput);
  }
  return sizes;
}

/** @returns the shortest import chain from the handler to a file, through modules that are in the bundle */
function importChain(
  { entryPoint }: Output,
  file: string,
  included: readonly string[],
  { inputs }: Metafile,
): string[] {
  const cameFrom = new Map<string, string | undefined>([[entryPoint!, undefined]]);
  for (const importer of cameFrom.keys()) {
    const imported = (inputs[importer]?.imports ?? []).map(({ path }) => path);
    for (const path of imported)
      if (included.includes(path) && !cameFrom.has(path)) cameFrom.set(path, importer);
  }
  const chain: string[] = [];
  for (let step: string | undefined = file; step; step = cameFrom.get(step)) chain.unshift(step);
  return chain;
}

/** @returns the line of our code that imports the package: `services/orders/src/models/order.ts:3` */
function importingLine(chain: readonly string[], { inputs }: Metafile): string {
  const at = chain.findLastIndex((file) => !file.includes('node_modules/'));
  const importer = chain[at] ?? '';
  const specifier = inputs[importer]?.imports.find(({ path }) => path === chain[at + 1])?.original;
  const file = join(workspaceRoot, importer);
  if (specifier === undefined || !existsSync(file)) return importer;
  const lines = readFileSync(file, 'utf8').split('\n');
  const line = lines.findIndex((text) => text.includes(`'${specifier}'`) || text.includes(`"${specifier}"`));
  return line === -1 ? importer : `${importer}:${line + 1}`;
}
