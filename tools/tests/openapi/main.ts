import { execFile, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { combineDocuments } from '../../build/src/bundler/openapi/combined-document.ts';
import { serviceDocuments } from '../../build/src/bundler/openapi/service-documents.ts';
import { startLocalCloud } from '../../local-cloud/src/boot/local-cloud.ts';
import { CommandError, ExitCode } from '../../workspace/src/cli/command-error.ts';
import { readableError } from '../../workspace/src/cli/run-command.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import { pythonEnvironment } from '../../workspace/src/python/python-environment.ts';
import { runProgram } from '../../workspace/src/python/run-program.ts';
import { operationsFor, type Caller } from './operations-for.ts';

/** What every answer is checked for. */
const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_headers_conformance',
  'response_schema_conformance',
].join();

/** Generated requests of an operation, in addition to its examples and boundary values. */
const EXAMPLES = process.env['OPENAPI_EXAMPLES'] ?? '10';
// For each caller: fuzzing repeats until the time is spent, so that the test takes four minutes in all.
const RUN_SECONDS = 70;

const callers: readonly Caller[] = ['anonymous', 'customer', 'staff'];
const reports = join(workspaceRoot, '.local/openapi-test');

/**
 * `npm run test:openapi`: sends generated requests to all services in a local cloud, and compares each answer with the
 * OpenAPI documents. The exit code is 0 when all answers conform, 1 when one does not, 69 without Python or PyPI.
 */
async function main(): Promise<number> {
  const python = pythonEnvironment({
    purpose: 'schemathesis',
    oldest: [3, 10],
    folder: join(workspaceRoot, '.local/schemathesis-venv'),
    requirements: join(import.meta.dirname, 'requirements.txt'),
    run: runProgram,
  });
  const stateFolder = mkdtempSync(join(tmpdir(), 'tradewind-openapi-'));
  const cloud = await startLocalCloud({
    workspaceFolder: workspaceRoot,
    apiPort: 0,
    cloudPort: 0,
    stateFolder,
  });
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  try {
    const document = combineDocuments([...serviceDocuments(workspaceRoot).values()]);
    let verdict = 0;
    for (const caller of callers) {
      const file = join(reports, `${caller}.json`);
      const operations = operationsFor(document as Parameters<typeof operationsFor>[0], caller);
      writeFileSync(file, JSON.stringify(operations));
      console.log(`== ${caller}`);
      const token = caller === 'anonymous' ? undefined : await tokenOf(caller, stateFolder);
      const status = await schemathesis(python, { file, url: cloud.apiUrl, token });
      if (status !== 0) verdict = ExitCode.failure;
    }
    return verdict;
  } finally {
    await cloud.stop();
    rmSync(stateFolder, { recursive: true, force: true });
  }
}

/** Not in this process, which serves the local cloud: both must run at the same time. */
async function tokenOf(user: string, stateFolder: string): Promise<string> {
  const program = join(workspaceRoot, 'tools/local-cloud/src/boot/token.ts');
  const env = { ...process.env, STATE_FOLDER: stateFolder };
  const { stdout } = await promisify(execFile)(process.execPath, [program, user], { env });
  return stdout.trim();
}

interface Run {
  readonly file: string;
  readonly url: string;
  readonly token: string | undefined;
}

/** The process must not block: the local cloud runs in this one. */
async function schemathesis(python: string, { file, url, token }: Run): Promise<number> {
  const options = {
    url,
    checks: CHECKS,
    phases: 'examples,coverage,fuzzing',
    // The same requests in each run: a failure can be repeated.
    seed: 1,
    'max-examples': EXAMPLES,
    'max-time': RUN_SECONDS,
    // More workers run into https://github.com/python/cpython/issues/106905.
    workers: 1,
    warnings: 'off',
    'request-timeout': 40,
    ...(token !== undefined && { header: `Authorization: Bearer ${token}` }),
  };
  const args = ['run', file, '--continue-on-failure', '--no-color'].concat(
    Object.entries(options).map(([name, value]) => `--${name}=${value}`),
  );
  const child = spawn(join(dirname(python), 'schemathesis'), args, { stdio: 'inherit', cwd: reports });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? ExitCode.failure));
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(readableError(error));
  process.exitCode = error instanceof CommandError ? error.exitCode : ExitCode.failure;
}
