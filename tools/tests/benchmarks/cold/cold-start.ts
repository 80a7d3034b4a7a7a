import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import type { MockAws } from './mock-aws.ts';
import type { PackagedFunction } from './packaged-functions.ts';

const BOOTSTRAP = fileURLToPath(new URL('bootstrap.mjs', import.meta.url));

/** CPU milliseconds of one cold start. */
export interface ColdStart {
  /** Node.js itself, before the function. */
  readonly start: number;
  /** The function's module: Lambda's init phase. */
  readonly load: number;
  /** 0 if the function was not invoked. */
  readonly first: number;
  readonly loadsUndici: boolean;
  readonly result: unknown;
}

type StartedFunction = Pick<
  PackagedFunction,
  'name' | 'functionName' | 'modulePath' | 'exportName' | 'environment'
>;

/**
 * Starts a function in a fresh process, invokes it once, and measures its CPU time.
 *
 * @param event  undefined: the function is loaded and not invoked
 * @throws Error with the output of the function when it fails
 */
export async function coldStart(
  of: StartedFunction,
  event: object | undefined,
  aws: MockAws,
): Promise<ColdStart> {
  const child = spawn(process.execPath, [BOOTSTRAP], {
    env: environmentOf(of, event, aws),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => (output += chunk));
  await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
  const printed = /^COLD_START (.*)$/m.exec(output)?.[1];
  if (printed === undefined) throw new Error(`${of.name} failed:\n${output.slice(-1_500)}`);
  return JSON.parse(printed) as ColdStart;
}

/** What Lambda and the template set. NODE_EXTRA_CA_CERTS is of the mock, for the floors too. */
const environmentOf = (
  { functionName, modulePath, exportName, environment }: StartedFunction,
  event: object | undefined,
  aws: MockAws,
): Record<string, string> => ({
  TZ: ':UTC',
  LANG: 'en_US.UTF-8',
  // Lambda's value leads to the layers. What they carry is installed in the workspace.
  NODE_PATH: join(workspaceRoot, 'node_modules'),
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_SESSION_TOKEN: 'test',
  AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  AWS_LAMBDA_FUNCTION_NAME: functionName,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  ...aws.endpoints,
  NODE_EXTRA_CA_CERTS: aws.authorityFile,
  ...environment,
  COLD_START: JSON.stringify({ modulePath, exportName, event, functionName }),
});
