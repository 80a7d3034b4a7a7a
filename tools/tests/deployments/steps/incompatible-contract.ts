import { verify } from '../report/verify.ts';
import { changedStacks } from '../stage/stack-history.ts';
import type { DeploymentTest } from './deployment-test.ts';

const CONTRACT = 'libs/contracts/src/events/stock-changed.schema.ts';

/** Takes a required field out of an event that a deployed service needs, and tries to deploy its publisher. */
export async function deployBreakingContract({ workspace, nx, stage }: DeploymentTest): Promise<string> {
  const contract = workspace.read(CONTRACT);
  workspace.edit(CONTRACT, 'available: Count', 'sellable: Count');
  workspace.commit('an event that its consumers cannot read');
  const before = await stage.stacks();
  const { exitCode, output } = await nx('run', 'inventory:deploy');
  verify(exitCode !== 0, 'an incompatible contract is rejected', output);
  for (const named of [/StockChanged/, /\bavailable\b/, /checkout/])
    verify(named.test(output), `the refusal names ${named.source}`, output);
  const touched = changedStacks(before, await stage.stacks());
  verify(touched.length === 0, 'nothing is deployed', touched);
  workspace.write(CONTRACT, contract);
  workspace.commit('the event as it was');
  return 'inventory cannot stop publishing StockChanged.available, which the deployed checkout reads';
}
