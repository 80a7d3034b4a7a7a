import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { VariableType } from '#libs/config';
import type { DeclaredVariable } from '../environment/declared-environment.ts';

const LOADER = fileURLToPath(new URL('load-bundles.mjs', import.meta.url));

/** Any values of the right form: nothing is called. */
const values: Readonly<Record<VariableType, string>> = {
  // Some texts are lists of numbers.
  text: '1',
  integer: '1',
  boolean: 'true',
  url: 'https://localhost',
  arn: 'arn:aws:service:us-east-1:000000000000:name',
  parameter: '/name',
  secretParameter: '/name',
};

/**
 * Loads the bundles of functions, and finds those that load undici, which adds 30 ms of CPU to a cold start. One process
 * loads all bundles, unless one of them loads it.
 *
 * @param files    the bundles, absolute; `NAME.environment.json` next to each lists its environment variables
 * @param allowed  names of functions that may load it, such as `payments/refund`
 * @returns one message per bundle that loads undici or cannot be loaded
 */
export function undiciViolations(
  files: readonly string[],
  allowed: Readonly<Record<string, string>> = {},
): string[] {
  const violations: string[] = [];
  let rest = files.filter((file) => !(toName(file) in allowed));
  while (rest.length > 0) {
    const found = loadBundles(rest);
    if (!found) break;
    violations.push(toMessage(found));
    rest = rest.slice(rest.indexOf(found.file) + 1);
  }
  return violations;
}

interface Found {
  readonly file: string;
  readonly error?: string;
}

function loadBundles(files: readonly string[]): Found | undefined {
  const bundles = files.map((file) => ({ file: pathToFileURL(file).href, environment: environmentOf(file) }));
  const { PATH = '' } = process.env;
  const printed = execFileSync(process.execPath, [LOADER], {
    encoding: 'utf8',
    env: { PATH, AWS_REGION: 'us-east-1', BUNDLES: JSON.stringify(bundles) },
  });
  if (printed === '') return undefined;
  const { file, ...found } = JSON.parse(printed) as Found;
  return { ...found, file: fileURLToPath(file) };
}

function environmentOf(file: string): Record<string, string> {
  const declarations = file.replace(/\.mjs$/, '.environment.json');
  const declared = JSON.parse(readFileSync(declarations, 'utf8')) as DeclaredVariable[];
  return Object.fromEntries(declared.map(({ variable, kind }) => [variable, values[kind]]));
}

/** `services/orders/dist/get-order.mjs` is `orders/get-order`. */
const toName = (file: string): string => join(basename(join(dirname(file), '..')), basename(file, '.mjs'));

const toMessage = ({ file, error }: Found): string =>
  error === undefined
    ? `${toName(file)} loads undici, 30 ms of CPU on each cold start. Do not use fetch, Headers, Request or Response while the module loads; send requests with node:https. If it must, list it with its reason in bundle-limits.ts.`
    : `${toName(file)} cannot be loaded: ${error}`;
