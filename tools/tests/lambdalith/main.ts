import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLocalCloud } from '../../local-cloud/src/boot/local-cloud.ts';
import { packageChanged } from '../../local-cloud/src/boot/packaging/package-services.ts';
import { startControlServer } from '../../local-cloud/src/testing/control-server.ts';
import { createTestRecorder } from '../../local-cloud/src/testing/test-recorder.ts';
import { STAGE } from '../../workspace/src/aws/aws-constants.ts';
import { withProgress } from '../../workspace/src/cli/progress/progress.ts';
import { serviceFolder, workspaceRoot } from '../../workspace/src/layout/workspace-folders.ts';
import { readServicePackage } from '../../workspace/src/services/service-package.ts';
import { resourcesOfType } from '../../workspace/src/templates/template.ts';
import { lambdalithCopy } from './lambdalith-copy.ts';

/**
 * `npm run test:lambdalith [-- SERVICE]`: packages a service in a copy of the workspace with `deployment: lambdalith`, checks
 * the packages, and runs the integration tests of the service and a purchase on a local cloud of the copy. Then it compares
 * the roles and alarms of the service in this form with what the tests did.
 */
const [service = 'inventory'] = process.argv.slice(2);
serviceFolder(service);

await withProgress('Package the services', () => packageChanged({ workspaceFolder: workspaceRoot }));
const copy = await withProgress(`Package ${service} as one function`, () => lambdalithCopy(service, STAGE));
try {
  const routes = functionsWithRoutes(copy.folder);
  if (routes.join() !== 'ApiLambdaFunction')
    throw new Error(`The routes of ${service} are answered by ${routes.join(', ')}.`);
  console.log(await withProgress('Check the packages', checkPackages));
  process.exitCode = await runTests();
  if (process.exitCode === 0) console.log(await withProgress('Check the service', checkAfterTests));
} finally {
  copy.remove();
}

/** @returns the logical ids of the functions that API Gateway may invoke */
function functionsWithRoutes(folder: string): string[] {
  const { template } = readServicePackage(join(folder, 'services', service));
  const permissions = resourcesOfType(template, 'AWS::Lambda::Permission').filter(
    ([, { Properties }]) => Properties?.['Principal'] === 'apigateway.amazonaws.com',
  );
  return permissions.map(([logicalId]) => logicalId.replace(/LambdaPermissionApiGateway$/, 'LambdaFunction'));
}

/** @returns the names of the functions of the service in this form, and of all functions of the other services */
function functionNames(): { has(name: string): boolean } {
  const { template } = readServicePackage(join(copy.folder, 'services', service));
  const own = new Set(
    resourcesOfType(template, 'AWS::Lambda::Function').map(
      ([, { Properties }]) => Properties?.['FunctionName'],
    ),
  );
  return { has: (name) => own.has(name) || !name.startsWith(`tradewind-${service}-${STAGE}-`) };
}

async function checkPackages(): Promise<string> {
  await copy.run('node', 'tools/build/src/bundler/check-bundles.ts');
  await copy.run('node', 'tools/operations/src/commands/deploy-graph.ts');
  return copy.run('node', 'tools/checks/src/main.ts', 'policies');
}

/** Throws if the role of the one function lacks or does not use a permission, or if an alarm does not cover the function. */
function checkAfterTests(): Promise<string> {
  return copy.run('node', 'tools/checks/src/main.ts', '--after-tests', `--service=${service}`);
}

async function runTests(): Promise<number> {
  const deployed = functionNames();
  const stateFolder = mkdtempSync(join(tmpdir(), 'tradewind-lambdalith-'));
  const recorder = createTestRecorder();
  const cloud = await startLocalCloud({
    workspaceFolder: copy.folder,
    packaged: Promise.resolve(),
    apiPort: 0,
    cloudPort: 0,
    stateFolder,
    observer: recorder.observer,
  });
  const { server, url: controlUrl } = await startControlServer({
    ...cloud,
    // The tests count the invocations of single functions.
    invocations: (name) => cloud.invocations(deployed.has(name) ? name : `tradewind-${service}-${STAGE}-api`),
  });
  const users = JSON.parse(
    readFileSync(join(workspaceRoot, 'services/identity/local/users.json'), 'utf8'),
  ) as object;
  const { apiUrl, endpointUrl, credentials } = cloud;
  const running = { apiUrl, endpointUrl, stateFolder, credentials, controlUrl, users };
  try {
    return await runJest({ ...process.env, TRADEWIND_TEST_CLOUD: JSON.stringify(running) });
  } finally {
    server.closeAllConnections();
    server.close();
    await cloud.stop();
    recorder.write(copy.folder, cloud, { isWhole: true });
    rmSync(stateFolder, { recursive: true, force: true });
  }
}

/** Runs the tests of this workspace on the cloud of the copy. */
async function runJest(env: NodeJS.ProcessEnv): Promise<number> {
  const tests = [`services/${service}/test/`, 'tools/tests/end-to-end/purchase.test.ts'];
  const program = [
    '--experimental-vm-modules',
    '--disable-warning=ExperimentalWarning',
    'node_modules/jest/bin/jest.js',
  ];
  const child = spawn(process.execPath, [...program, '--selectProjects', 'integration', '--', ...tests], {
    cwd: workspaceRoot,
    stdio: 'inherit',
    env,
  });
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return exitCode ?? 1;
}
