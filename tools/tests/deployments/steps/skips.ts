import { must } from '../report/must.ts';
import { STAGE, stackNameOf } from '../stage/deployed-stage.ts';
import { touchedBetween } from '../stage/stack-history.ts';
import type { Proof } from './proof.ts';

/** Deploys all once more: nothing has changed, so no stack may be touched. */
export async function deployAgain({ nx, stage, services }: Proof): Promise<string> {
  const before = await stage.stacks();
  // Otherwise Nx leaves out what successful tasks said.
  const { exitCode, output, seconds } = await nx('run-many', '-t', 'deploy', '--output-style=static');
  must(exitCode === 0, 'a second deploy of all services succeeds', output);
  const touched = touchedBetween(before, await stage.stacks());
  must(touched.length === 0, 'a second deploy touches no stack', touched);
  for (const service of services)
    must(
      new RegExp(`^${service} is in ${STAGE} already: .* Skipped\\.$`, 'm').test(output),
      `${service} says that it is skipped`,
      output,
    );
  return `${services.length} services skipped in ${seconds.toFixed(1)} s`;
}

const CONTROLLER = 'services/inventory/src/controllers/get-stock.ts';
const [BEFORE, AFTER] = ['No piece of this product ever arrived.', 'This product never arrived.'];

/** Changes one service and deploys what that affects: that service alone, although others read its parameters. */
export async function deployOneChange({ workspace, nx, stage, door }: Proof): Promise<string> {
  workspace.edit(CONTROLLER, BEFORE, AFTER);
  workspace.commit('one service says something else');
  const before = await stage.stacks();
  const { exitCode, output, seconds } = await nx('affected', '-t', 'deploy', '--base=HEAD~1', '--head=HEAD');
  must(exitCode === 0, 'the change is deployed', output);
  const touched = touchedBetween(before, await stage.stacks());
  must(touched.join() === stackNameOf('inventory'), 'only inventory is deployed', touched);

  const response = await fetch(`${door.url}/inventory/stock/prd_${'9'.repeat(36)}`);
  const { detail } = (await response.json()) as { detail?: string };
  must(detail === AFTER, 'the API answers with the change', detail);
  return `inventory alone, in ${seconds.toFixed(0)} s; the API answers with the change`;
}
