import { must } from '../report/must.ts';
import { touchedBetween } from '../stage/stack-history.ts';
import type { Proof } from './proof.ts';

const CONTRACT = 'libs/contracts/src/events/stock-changed.schema.ts';

/** Takes a required field out of an event that a deployed service needs, and tries to deploy the teller. */
export async function deployBreakingContract({ workspace, nx, stage }: Proof): Promise<string> {
  const contract = workspace.read(CONTRACT);
  workspace.edit(CONTRACT, 'available: Type', 'sellable: Type');
  workspace.commit('an event that its consumers cannot read');
  const before = await stage.stacks();
  const { exitCode, output } = await nx('run', 'inventory:deploy');
  must(exitCode !== 0, 'a breaking contract is refused', output);
  for (const named of [/StockChanged/, /\bavailable\b/, /checkout/])
    must(named.test(output), `the refusal names ${named.source}`, output);
  const touched = touchedBetween(before, await stage.stacks());
  must(touched.length === 0, 'nothing is deployed', touched);
  workspace.write(CONTRACT, contract);
  workspace.commit('the event as it was');
  return 'inventory may not stop telling StockChanged.available, for the deployed checkout reads it';
}
