import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { workspaceRoot } from '../../../../workspace/src/layout/workspace-folders.ts';
import { ownerOf, referencesOf } from '../order/references.ts';
import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';
import {
  commandCalledBy,
  contractsInBundles,
  loadContract,
  type ContractModule,
  type LoadedContract,
} from './contract-modules.ts';
import type { DeclaredContracts, JsonSchema } from './declared-contracts.ts';
import {
  deliveriesOf,
  feedsOf,
  openQueues,
  subscriptionsOf,
  type Feed,
  type Subscription,
} from './event-flows.ts';

/**
 * Derives the contracts of a packaged service: a bundle contains the contracts that its handler uses, the template names
 * the event source of that handler, and a state machine names the commands that it calls by their parameters, `/…/inventory/reserve-stock-arn`.
 *
 * A service that is deployed first opens a queue to those that come later, by a parameter. Events that they put there
 * count like commands: it is up to the sender to send them. A command that waits there, as in
 * `/…/orders/cancel-shipments-queue-arn`, counts like an event: it is up to the receiver to take it.
 *
 * @param root  of the workspace
 * @throws CommandError when the service is not built, or handles an event that it subscribes to nowhere
 */
export async function readContracts(
  service: ServicePackage,
  root: string = workspaceRoot,
): Promise<DeclaredContracts> {
  const { template, stage } = service;
  const feeds = feedsOf(template, stage);
  const used = await Promise.all(
    [...contractsInBundles(service)].flatMap(([bundle, modules]) =>
      modules.map(async (module) => {
        const contract = await loadContract(module, root);
        return contract ? [{ ...contract, kind: module.kind, feed: feeds.get(bundle) }] : [];
      }),
    ),
  );
  const ofKind = (kind: ContractModule['kind']) => used.flat().filter((each) => each.kind === kind);
  const [events, commands] = [ofKind('events'), ofKind('commands')];
  const published = events.filter(({ feed }) => feed === undefined);
  const consumed = consumedEvents(service, events);
  const handedOver = commands.flatMap(({ feed, ...each }) =>
    feed?.owner ? [{ ...each, owner: feed.owner }] : [],
  );
  return {
    published: byName([...published, ...(await commandsInOpenQueues(service, root))]),
    consumed: byOwner([...consumed, ...handedOver]),
    accepted: byName([
      ...commands.filter(({ feed }) => feed?.owner === undefined),
      ...events.filter(({ name, feed }) => feed?.isOpen && !consumed.some((each) => each.name === name)),
    ]),
    called: byOwner([...(await calledCommands(service, root)), ...deliveries(service, published)]),
  };
}

interface UsedContract extends LoadedContract {
  /** What feeds the function that uses it, if anything. */
  readonly feed: Feed | undefined;
}

interface Owned extends LoadedContract {
  readonly owner: string;
}

/** One event may come from several services. */
function consumedEvents({ name, stage, template }: ServicePackage, events: readonly UsedContract[]): Owned[] {
  const subscriptions = subscriptionsOf(template, stage);
  return events.flatMap(({ feed, ...contract }) => {
    if (feed === undefined) return [];
    const owners = subscriptions.filter((each) => letsThrough(each, contract));
    if (owners.length === 0 && !feed.isOpen)
      throw new CommandError(
        `${name} handles ${contract.name}, but no subscription of it lets that through: see FilterPolicy in services/${name}/infra.`,
      );
    return owners.map(({ owner }) => ({ ...contract, owner }));
  });
}

/** Events that this service's topic puts into queues that others opened. */
const deliveries = ({ stage, template }: ServicePackage, published: readonly LoadedContract[]): Owned[] =>
  deliveriesOf(template, stage).flatMap((delivery) =>
    published
      .filter((each) => letsThrough(delivery, each))
      .map((each) => ({ ...each, owner: delivery.owner })),
  );

const letsThrough = ({ types }: Subscription, { name }: LoadedContract): boolean =>
  types === undefined || types.includes(name);

async function commandsInOpenQueues({ stage, template }: ServicePackage, root: string) {
  const queues = openQueues(template, stage).map(({ name }) =>
    loadContract({ kind: 'commands', file: name }, root),
  );
  return (await Promise.all(queues)).filter((contract) => contract !== undefined);
}

/** Skips parameters that are not commands. */
async function calledCommands({ name, stage, template }: ServicePackage, root: string): Promise<Owned[]> {
  const calls = referencesOf(template, stage).filter(
    (each) => each.kind === 'calls' && ownerOf(each.name) !== name,
  );
  const loaded = calls.map(async (call) => {
    const file = commandCalledBy(call.name) ?? '';
    const contract = await loadContract({ kind: 'commands', file }, root);
    return contract ? [{ ...contract, owner: ownerOf(call.name)! }] : [];
  });
  return (await Promise.all(loaded)).flat();
}

const byName = (contracts: readonly LoadedContract[]): Record<string, JsonSchema> =>
  Object.fromEntries(contracts.map(({ name, schema }) => [name, schema]));

const byOwner = (contracts: readonly Owned[]): Record<string, Record<string, JsonSchema>> =>
  Object.fromEntries(
    contracts.map(({ owner }) => [owner, byName(contracts.filter((each) => each.owner === owner))]),
  );
