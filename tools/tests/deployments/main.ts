import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pythonEnvironment } from '../../workspace/src/python/python-environment.ts';
import { CommandError } from '../../workspace/src/cli/command-error.ts';
import { runProgram } from '../../workspace/src/python/run-program.ts';
import { openApiDoor } from './emulator/api-door.ts';
import { startEmulator } from './emulator/start-emulator.ts';
import { proveDeploys } from './prove-deploys.ts';
import { reportSteps } from './report/steps.ts';
import type { NxOptions } from './steps/proof.ts';
import { credentials, deployedStage, REGION, STAGE } from './stage/deployed-stage.ts';
import { runNx } from './workspace/run-nx.ts';
import { copyWorkspace } from './workspace/workspace-copy.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';

// A deploy of all takes half a minute on two cores. What takes ten times as long will not end.
const NX_SECONDS = 300;

const folder = join(workspaceRoot, '.local/deploy-proof');

/**
 * `npm run test:deploy`: deploys every service to an emulated AWS and shows that deploys keep their promises. The exit
 * code is 0 where all holds, 1 where something does not, 69 where this machine cannot run the emulator.
 */
async function main(): Promise<void> {
  const python = pythonEnvironment({
    purpose: 'The emulated AWS',
    oldest: [3, 10],
    folder: join(workspaceRoot, '.local/ministack-venv'),
    requirements: join(import.meta.dirname, 'requirements.txt'),
    run: runProgram,
  });
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const emulator = await startEmulator({ python, folder, region: REGION });
  const { endpointUrl, logFile } = emulator;
  const workspace = copyWorkspace(workspaceRoot);
  const parameterOfDomain = `/tradewind/${STAGE}/platform/api-domain-name`;
  const door = await openApiDoor(endpointUrl, async () =>
    (await stage.context([])).parameter(parameterOfDomain),
  );
  const log = (line: string) => console.log(`    ${line}`);
  const stage = deployedStage({ endpointUrl, apiUrl: door.url, stateFolder: folder, log });
  const nxLog = join(folder, 'nx.log');
  console.log(`The emulated AWS is at ${endpointUrl}; logs are ${logFile} and ${nxLog}`);
  const { step, finish } = reportSteps((line) => console.log(line));
  try {
    const services = readdirSync(join(workspace.root, 'services'));
    const nxIn =
      (stageName: string, { root = workspace.root, env = {} }: NxOptions = {}) =>
      (...args: readonly string[]) =>
        runNx([...args, `--stage=${stageName}`, `--region=${REGION}`], {
          root,
          env: { ...deployEnvironment(endpointUrl), ...env },
          logFile: nxLog,
          timeoutSeconds: NX_SECONDS,
        });
    await proveDeploys({ workspace, stage, door, services, nx: nxIn(STAGE), nxIn }, step);
    finish();
  } finally {
    await door.stop();
    workspace.remove();
    await emulator.stop();
  }
}

/** What nx, osls and the deploy tool need to reach the emulator, and to reach nothing else. */
const deployEnvironment = (endpointUrl: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpointUrl,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_REGION: REGION,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  // Milliseconds between two looks of osls at a stack; five seconds by default, in which the emulator is long done.
  SLS_AWS_MONITORING_FREQUENCY: '300',
  NX_DAEMON: 'false',
  NX_TUI: 'false',
  FORCE_COLOR: '0',
});

try {
  await main();
} catch (error) {
  console.error(error instanceof CommandError ? error.message : error);
  process.exitCode = error instanceof CommandError ? error.exitCode : 1;
}
