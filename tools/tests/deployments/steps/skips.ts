import { verify } from '../report/verify.ts';
import { STAGE, toStackName } from '../stage/deployed-stage.ts';
import { changedStacks } from '../stage/stack-history.ts';
import type { DeploymentTest } from './deployment-test.ts';

/** Deploys all services again: without a change, no stack may change. */
export async function deployAgain({ nx, stage, services }: DeploymentTest): Promise<string> {
  const before = await stage.stacks();
  // Otherwise Nx omits the output of successful tasks.
  const { exitCode, output, seconds } = await nx('run-many', '-t', 'deploy', '--output-style=static');
  verify(exitCode === 0, 'a second deployment of all services succeeds', output);
  const touched = changedStacks(before, await stage.stacks());
  verify(touched.length === 0, 'a second deployment changes no stack', touched);
  for (const service of services)
    verify(
      new RegExp(`^${service} is already in ${STAGE}: .* Skipped\\.$`, 'm').test(output),
      `${service} reports that it is skipped`,
      output,
    );
  return `${services.length} services skipped in ${seconds.toFixed(1)} s`;
}

const CONTROLLER = 'services/inventory/src/controllers/get-stock.ts';
const [BEFORE, AFTER] = [
  'The product has no stock. Create an adjustment first.',
  'No stock. Create an adjustment first.',
];

/** Changes one service and deploys affected services: only that service, although others read its parameters. */
export async function deployOneChange({ workspace, nx, stage, apiProxy }: DeploymentTest): Promise<string> {
  workspace.edit(CONTROLLER, BEFORE, AFTER);
  workspace.commit('change one service');
  const before = await stage.stacks();
  const { exitCode, output, seconds } = await nx('affected', '-t', 'deploy', '--base=HEAD~1', '--head=HEAD');
  verify(exitCode === 0, 'the change is deployed', output);
  const touched = changedStacks(before, await stage.stacks());
  verify(touched.join() === toStackName('inventory'), 'only inventory is deployed', touched);

  const response = await fetch(`${apiProxy.url}/inventory/stock/prd_${'9'.repeat(36)}`);
  const { detail } = (await response.json()) as { detail?: string };
  verify(detail === AFTER, 'the API answers with the change', detail);
  return `only inventory, in ${seconds.toFixed(0)} s; the API answers with the change`;
}
