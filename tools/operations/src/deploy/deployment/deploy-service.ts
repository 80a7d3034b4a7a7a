import { isPreview } from '../../../../serverless-conventions/src/preview-stage.ts';
import type { ParameterStore } from '../../aws/parameter-store.ts';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { contractIncompatibilities } from '../contracts/contract-incompatibilities.ts';
import type { DeclaredContracts } from '../contracts/declared-contracts.ts';
import { printDifference, templateDifference } from '../diff/template-difference.ts';
import { encodeEntry, type Ledger, type LedgerEntry, type Version } from '../ledger/ledger.ts';
import { isDeployed, isKnownBy, skippedMessage } from '../ledger/up-to-date.ts';
import { contentHash } from '../packages/content-hash.ts';
import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';
import type { Template } from '../../../../workspace/src/templates/template.ts';
import { readValues } from './read-values.ts';

export interface DeployOptions {
  /** Deploys a version that the ledger already has. */
  readonly force: boolean;
  /** Allows tables and other data stores to be replaced or removed. */
  readonly allowDataLoss: boolean;
  /** Allows changes that violate contracts with deployed services. */
  readonly allowBreakingContracts: boolean;
}

export interface DeployDependencies {
  readonly ledger: Ledger;
  readonly parameters: ParameterStore;
  /** Runs its argument while it holds the deploy lock. */
  readonly locked: <T>(work: (signal: AbortSignal) => Promise<T>) => Promise<T>;
  readonly declaredContracts: (service: ServicePackage) => DeclaredContracts;
  /** @returns the stack's template, or nothing when there is no stack */
  readonly deployedTemplate: (stackName: string) => Promise<Template | undefined>;
  /** Runs its argument with a private copy of the package. */
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
 * Deploys a packaged service, unless the ledger already has this version. If only its declared contracts have changed,
 * for example those of commands that it calls, only the ledger is updated.
 *
 * @returns whether it was deployed
 * @throws CommandError when it is rejected or fails; the ledger then records it as unfinished
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
    // The previous holder of the lock may have deployed the same version.
    const before = await ledger.read(service.name);
    if (before && isThere(before)) {
      if (!isKnownBy(before, contracts)) {
        await refuseIncompatibilities(service, contracts, options, deps);
        await ledger.write(service.name, { ...before, contracts });
        deps.print(`${service.name} : updated the declared contracts in ${service.stage}.`);
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

function skip({ name, stage }: ServicePackage, entry: LedgerEntry, { print }: DeployDependencies): 'skipped' {
  print(skippedMessage(name, stage, entry));
  return 'skipped';
}

/** While a deployment waits for the lock, another process such as `npm start` may package the service again. */
function requireSameContent(copy: ServicePackage, { contentHash: hash }: Version): void {
  if (contentHash(copy) === hash) return;
  throw new CommandError(`${copy.name} was packaged again while this deployment waited. Deploy it again.`);
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
    print(`${incompatibility}\nDeploying anyway, ${permission}.`);
}

/**
 * Previews may break contracts and lose data: all their services come from one commit, and their data is seeded. The diff
 * against a permanent stage shows what the change would break there.
 */
function whyAllowed(stage: string, isAllowed: boolean, option: string): string | undefined {
  if (isAllowed) return `because ${option} allows it`;
  return isPreview(stage) ? `because ${stage} is a preview` : undefined;
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
      `${name} was not deployed to ${stage}, because data would be lost:\n${losses}\n` +
        `Keep the old resource next to the new one and move the data. If the data may be lost, pass --allow-data-loss=${name}.`,
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
  // Check before the deployment that the entry fits into the ledger.
  encodeEntry(name, success());
  const begun = {
    ...(before?.deployed && { deployed: before.deployed }),
    reads: [...new Set([...(before?.reads ?? []), ...reads])].toSorted(),
    // Until the deployment succeeds, other services are checked against the previous contracts.
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
