import { isPreview } from '../../../../serverless-conventions/src/preview-stage.ts';
import type { ParameterStore } from '../../aws/parameter-store.ts';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { contractIncompatibilities } from '../contracts/contract-incompatibilities.ts';
import type { DeclaredContracts } from '../contracts/declared-contracts.ts';
import { printDifference, templateDifference } from '../diff/template-difference.ts';
import { encodeEntry, type Ledger, type LedgerEntry, type Version } from '../ledger/ledger.ts';
import { isDeployed, isKnownBy } from '../ledger/up-to-date.ts';
import { contentHash } from '../packages/content-hash.ts';
import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';
import type { Template } from '../../../../workspace/src/templates/template.ts';
import { readValues } from './read-values.ts';

export interface DeployOptions {
  /** Deploys what the ledger says is there already. */
  readonly force: boolean;
  /** Lets tables and other stores be replaced or removed. */
  readonly allowDataLoss: boolean;
  /** Lets others be told, or asked, what they do not understand. */
  readonly allowBreakingContracts: boolean;
}

export interface DeployDependencies {
  readonly ledger: Ledger;
  readonly parameters: ParameterStore;
  /** Runs its argument while nobody else deploys the service. */
  readonly locked: <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
  readonly declaredContracts: (service: ServicePackage) => DeclaredContracts;
  /** @returns the stack's template, or nothing when there is no stack */
  readonly deployedTemplate: (stackName: string) => Promise<Template | undefined>;
  /** Runs its argument with a copy of the package that nobody else writes to. */
  readonly withPrivateCopy: <T>(
    service: ServicePackage,
    work: (copy: ServicePackage) => Promise<T>,
  ) => Promise<T>;
  /**
   * Deploys what is in the folder of `copy`.
   *
   * @throws CommandError when it did not succeed, or the signal stopped it
   */
  readonly deployStack: (copy: ServicePackage, signal: AbortSignal) => Promise<void>;
  readonly revision: (folder: string) => string;
  readonly owner: string;
  readonly now: () => Date;
  readonly print: (line: string) => void;
}

/**
 * Deploys a packaged service, unless the ledger says that this very version is there. Where only the contracts that it
 * declares have changed, as those of commands it calls do without a change of its own, the ledger alone is written.
 *
 * @returns whether it was deployed
 * @throws CommandError when it is refused or fails; the ledger then knows that it has to be tried again
 */
export async function deployService(
  service: ServicePackage,
  options: DeployOptions,
  deps: DeployDependencies,
): Promise<'deployed' | 'skipped'> {
  const { ledger, locked } = deps;
  const { reads, readHash } = await readValues(service, deps.parameters);
  const version = { contentHash: contentHash(service), readHash, revision: deps.revision(service.folder) };
  const contracts = deps.declaredContracts(service);
  const found = await ledger.read(service.name);
  const isThere = (entry: LedgerEntry | undefined) => !options.force && isDeployed(entry, version);
  if (found && isThere(found) && isKnownBy(found, contracts)) return skip(service, found, deps);
  return locked(async (signal) => {
    // Whoever held the lock before may have deployed the same.
    const before = await ledger.read(service.name);
    if (before && isThere(before)) {
      if (!isKnownBy(before, contracts)) {
        await refuseIncompatibilities(service, contracts, options, deps);
        await ledger.write(service.name, { ...before, contracts });
        deps.print(`${service.name} declares other contracts in ${service.stage} from now on.`);
      }
      return skip(service, before, deps);
    }
    return deps.withPrivateCopy(service, async (copy): Promise<'deployed'> => {
      requireSameContent(copy, version);
      await refuseIncompatibilities(copy, contracts, options, deps);
      await refuseDataLoss(copy, options, deps);
      await deployOnRecord(copy, { version, reads, contracts, before, signal }, deps);
      return 'deployed';
    });
  });
}

function skip(
  { name, stage }: ServicePackage,
  { deployed }: LedgerEntry,
  { print }: DeployDependencies,
): 'skipped' {
  const hash = deployed?.contentHash.slice(0, 12);
  print(
    `${name} is in ${stage} already: ${hash}, revision ${deployed?.revision}, since ${deployed?.deployedAt}. Skipped.`,
  );
  return 'skipped';
}

/** While one waits for the lock, somebody may package the service again, `npm start` in the same checkout for one. */
function requireSameContent(copy: ServicePackage, { contentHash: hash }: Version): void {
  if (contentHash(copy) === hash) return;
  throw new CommandError(
    `${copy.name} was packaged again while this deploy of it waited, so it would deploy something else than it was asked to: run it again.`,
  );
}

async function refuseIncompatibilities(
  service: ServicePackage,
  contracts: DeclaredContracts,
  { allowBreakingContracts }: DeployOptions,
  { ledger, print }: DeployDependencies,
): Promise<void> {
  const incompatibilities = contractIncompatibilities(service, contracts, await ledger.readAll());
  if (incompatibilities.length === 0) return;
  const permission = whyAllowed(service.stage, allowBreakingContracts, '--allow-breaking-contracts');
  if (!permission) throw new CommandError(incompatibilities.join('\n\n'));
  for (const incompatibility of incompatibilities)
    print(`${incompatibility}\nDeploying all the same, ${permission}.`);
}

/**
 * All services of a preview come from one commit, one after the other, and its data is made up: what the second push
 * breaks of the first nobody would miss. What it would break of a stage that stays is in the diff against that stage.
 */
function whyAllowed(stage: string, isAllowed: boolean, option: string): string | undefined {
  if (isAllowed) return `as ${option} says`;
  return isPreview(stage) ? `for nobody depends on the preview ${stage}` : undefined;
}

async function refuseDataLoss(
  { name, stage, stackName, template }: ServicePackage,
  { allowDataLoss }: DeployOptions,
  { deployedTemplate, print }: DeployDependencies,
): Promise<void> {
  const deployed = await deployedTemplate(stackName);
  if (!deployed)
    return print(`${name} is new in ${stage}: ${Object.keys(template.Resources).length} resources.`);
  const difference = templateDifference(deployed, template);
  print(`${name} in ${stage}:\n${printDifference(difference)}`);
  if (difference.dataLoss.length === 0) return;
  const losses = difference.dataLoss.map((loss) => `  ${loss}`).join('\n');
  const permission = whyAllowed(stage, allowDataLoss, '--allow-data-loss');
  if (!permission)
    throw new CommandError(
      `${name} is not deployed to ${stage}, because data would be lost:\n${losses}\n` +
        `Keep the old resource beside a new one and move the data; or, where it does not matter, pass --allow-data-loss=${name}.`,
    );
  print(`Data will be lost, ${permission}:\n${losses}`);
}

interface Attempt {
  readonly version: Version;
  readonly reads: readonly string[];
  readonly contracts: DeclaredContracts;
  readonly before: LedgerEntry | undefined;
  readonly signal: AbortSignal;
}

async function deployOnRecord(
  service: ServicePackage,
  { version, reads, contracts, before, signal }: Attempt,
  { ledger, now, owner, print, deployStack }: DeployDependencies,
): Promise<void> {
  const { name, stage } = service;
  const success = (): LedgerEntry => ({
    deployed: { ...version, deployedAt: now().toISOString(), deployedBy: owner },
    reads,
    contracts,
  });
  // Better to find before the deploy than after it that the ledger cannot hold it.
  encodeEntry(name, success());
  const begun = {
    ...(before?.deployed && { deployed: before.deployed }),
    reads: [...new Set([...(before?.reads ?? []), ...reads])].toSorted(),
    // Until it is known which of the two runs, others are held to what ran before.
    contracts: before?.deployed ? before.contracts : contracts,
  };
  const unfinished = { ...version, startedAt: now().toISOString() };
  await ledger.write(name, { ...begun, unfinished });
  try {
    await deployStack(service, signal);
  } catch (error) {
    const [failure = ''] = (error as Error).message.split('\n');
    await ledger.write(name, { ...begun, unfinished: { ...unfinished, failure: failure.slice(0, 300) } });
    throw error;
  }
  await ledger.write(name, success());
  print(
    `${name} is deployed to ${stage}: ${version.contentHash.slice(0, 12)}, revision ${version.revision}.`,
  );
}
