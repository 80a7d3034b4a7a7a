import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pythonEnvironment } from '../../workspace/src/python/python-environment.ts';
import { CommandError } from '../../workspace/src/cli/command-error.ts';
import { runProgram } from '../../workspace/src/python/run-program.ts';
import { startApiProxy } from './emulator/api-proxy.ts';
import { startEmulator } from './emulator/start-emulator.ts';
import { testDeployments } from './test-deployments.ts';
import { reportSteps } from './report/steps.ts';
import type { NxOptions } from './steps/deployment-test.ts';
import { credentials, deployedStage, REGION, STAGE } from './stage/deployed-stage.ts';
import { runNx } from './workspace/run-nx.ts';
import { copyWorkspace } from './workspace/workspace-copy.ts';
import { withProgress } from '../../workspace/src/cli/progress/progress.ts';
import { workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';

// Deploying all services takes half a minute on two cores. A command that takes ten times as long hangs.
const NX_SECONDS = 300;

const folder = join(workspaceRoot, '.local/deployment-test');

/**
 * `npm run test:deploy`: deploys every service to an emulated AWS and tests the life cycle of a stage. The exit code is
 * 0 when all steps pass, 1 when a step fails, 69 when this machine cannot run the emulator.
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
  const apiProxy = await startApiProxy(endpointUrl, async () =>
    (await stage.context([])).parameter(parameterOfDomain),
  );
  const log = (line: string) => console.log(`    ${line}`);
  const stage = deployedStage({ endpointUrl, apiUrl: apiProxy.url, stateFolder: folder, log });
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
    const shownStep: typeof step = (name, run) => step(name, () => withProgress(name, run));
    await testDeployments({ workspace, stage, apiProxy, services, nx: nxIn(STAGE), nxIn }, shownStep);
    finish();
  } finally {
    await apiProxy.stop();
    workspace.remove();
    await emulator.stop();
  }
}

/** Environment in which Nx, osls and our commands reach the emulator and no other endpoint. */
const deployEnvironment = (endpointUrl: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpointUrl,
  AWS_ACCESS_KEY_ID: credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
  AWS_REGION: REGION,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
  // Polling interval of osls in milliseconds; its default of five seconds is longer than a deployment to the emulator.
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
