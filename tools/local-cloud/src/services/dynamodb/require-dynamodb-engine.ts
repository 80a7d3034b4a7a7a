import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runChild } from '../../../../workspace/src/cli/run-child.ts';
import { workspaceRoot } from '../../../../workspace/src/layout/workspace-folders.ts';
import {
  EngineMissing,
  enginePackage,
  findDynamoDbEngine,
  thisMachine,
  type DynamoDbEngine,
  type Machine,
} from './dynamodb-engine.ts';

interface Dependencies {
  readonly log: (line: string) => void;
  readonly machine?: Machine;
  /** Installs a package next to the others. @returns whether it was installed */
  readonly install?: (packageAndVersion: string) => Promise<boolean>;
}

/** The platforms for which dynoxide publishes a package. */
const published = new Set(['darwin-arm64', 'darwin-x64', 'linux-arm64', 'linux-x64', 'win32-x64']);

/**
 * Finds the DynamoDB implementation to run. The lock file can only name platform packages that the registry has, so on
 * other platforms the package is fetched at the first start, in the version that the lock file has for linux-x64.
 *
 * @throws EngineMissing with install instructions when none is found and none can be fetched
 */
export async function requireDynamoDbEngine({
  log,
  machine = thisMachine,
  install = installPackage,
}: Dependencies): Promise<DynamoDbEngine> {
  const found = findDynamoDbEngine(machine);
  if (found !== undefined) return found;
  if (published.has(`${machine.platform}-${machine.arch}`)) {
    const wanted = `${enginePackage(machine)}@${lockedVersion()}`;
    log(`dynamodb: fetching the engine for this platform, once: npm install --no-save ${wanted}`);
    const isInstalled = await install(wanted);
    const fetched = isInstalled ? findDynamoDbEngine(machine) : undefined;
    if (fetched !== undefined) return fetched;
    log(`dynamodb: the registry did not provide ${wanted}.`);
  }
  throw new EngineMissing(machine);
}

function lockedVersion(): string {
  const { optionalDependencies } = JSON.parse(readFileSync(join(workspaceRoot, 'package.json'), 'utf8')) as {
    optionalDependencies: Readonly<Record<string, string>>;
  };
  return optionalDependencies['@dynoxide/linux-x64']!;
}

// A registry that does not answer must not hold up the start for longer.
const INSTALL_LIMIT_MS = 120_000;

/** Runs npm: the one that runs this process, if any. */
async function installPackage(packageAndVersion: string): Promise<boolean> {
  const npm = process.env['npm_execpath'];
  const command = ['install', '--no-save', '--prefer-offline', packageAndVersion];
  const [program, args] = npm === undefined ? ['npm', command] : [process.execPath, [npm, ...command]];
  try {
    const signal = AbortSignal.timeout(INSTALL_LIMIT_MS);
    return (await runChild(program, args, { cwd: workspaceRoot, signal, onOutput: 'ignore' })) === 0;
  } catch {
    return false;
  }
}
