import { DeployError } from '../command/deploy-error.ts';
import { workspaceRoot } from '../command/workspace.ts';
import { ownerOf, referencesOf } from '../graph/references.ts';
import type { ServicePackage } from '../packages/service-package.ts';
import {
  contractsInBundles,
  loadContract,
  type ContractModule,
  type LoadedContract,
} from './contract-modules.ts';
import type { DeclaredContracts, JsonSchema } from './declared-contracts.ts';
import { functionsFedByQueues, subscriptionsOf } from './event-flows.ts';

/**
 * What a packaged service says to others and lets them say, without a declaration that could be wrong: a bundle
 * holds the contracts that its handler uses, the template tells what feeds that handler, and a state machine names
 * the commands it calls by their parameters, `/…/inventory/reserve-stock-arn`.
 *
 * @param root  of the workspace
 * @throws DeployError when the service is not built, or handles an event that it subscribes to nowhere
 */
export async function readContracts(
  service: ServicePackage,
  root: string = workspaceRoot,
): Promise<DeclaredContracts> {
  const fedByQueues = functionsFedByQueues(service.template);
  const used = [...contractsInBundles(service)].flatMap(([bundle, modules]) =>
    modules.map((module) => ({ ...module, isHeard: fedByQueues.has(bundle) })),
  );
  const load = (modules: readonly ContractModule[]) => loadAll(modules, root);
  const events = used.filter(({ kind }) => kind === 'events');
  return {
    tells: byName(await load(events.filter(({ isHeard }) => !isHeard))),
    hears: byOwner(heardFrom(service, await load(events.filter(({ isHeard }) => isHeard)))),
    accepts: byName(await load(used.filter(({ kind }) => kind === 'commands'))),
    calls: byOwner(await calledCommands(service, root)),
  };
}

interface Owned extends LoadedContract {
  readonly owner: string;
}

/** One event may come from several services. */
function heardFrom({ name, stage, template }: ServicePackage, heard: readonly LoadedContract[]): Owned[] {
  const subscriptions = subscriptionsOf(template, stage);
  return heard.flatMap((contract) => {
    const owners = subscriptions.filter(({ types }) => types === undefined || types.includes(contract.name));
    if (owners.length === 0)
      throw new DeployError(
        `${name} handles ${contract.name}, but no subscription of it lets that through: see FilterPolicy in services/${name}/infra.`,
      );
    return owners.map(({ owner }) => ({ ...contract, owner }));
  });
}

/** A parameter that names no command is one that no contract speaks of. */
async function calledCommands({ name, stage, template }: ServicePackage, root: string): Promise<Owned[]> {
  const calls = referencesOf(template, stage).filter(
    (each) => each.kind === 'calls' && ownerOf(each.name) !== name,
  );
  const loaded = calls.map(async (call) => {
    const file = /([\w-]+)-arn$/.exec(call.name)?.[1] ?? '';
    const contract = await loadContract({ kind: 'commands', file }, root);
    return contract ? [{ ...contract, owner: ownerOf(call.name)! }] : [];
  });
  return (await Promise.all(loaded)).flat();
}

async function loadAll(modules: readonly ContractModule[], root: string): Promise<LoadedContract[]> {
  const loaded = await Promise.all(modules.map((module) => loadContract(module, root)));
  return loaded.filter((contract) => contract !== undefined);
}

const byName = (contracts: readonly LoadedContract[]): Record<string, JsonSchema> =>
  Object.fromEntries(contracts.map(({ name, schema }) => [name, schema]));

const byOwner = (contracts: readonly Owned[]): Record<string, Record<string, JsonSchema>> =>
  Object.fromEntries(
    contracts.map(({ owner }) => [owner, byName(contracts.filter((each) => each.owner === owner))]),
  );
