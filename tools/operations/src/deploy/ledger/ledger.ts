import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import { MAX_BYTES, type ParameterStore } from '../../aws/parameter-store.ts';
import type { DeclaredContracts } from '../contracts/declared-contracts.ts';

/** One version of a service, as it was or should be deployed. */
export interface Version {
  readonly contentHash: string;
  /** Of the values of all parameters it reads: another topic behind the same name makes another deploy. */
  readonly readHash: string;
  /** Of git; with `+` where files were changed since. */
  readonly revision: string;
}

/** The deployments of a service in a stage. */
export interface LedgerEntry {
  /** The deployed version, if a deployment succeeded. */
  readonly deployed?: Version & { readonly deployedAt: string; readonly deployedBy: string };
  /** A deployment that started and did not succeed. The next deployment is not skipped, because the state is unknown. */
  readonly unfinished?: Version & { readonly startedAt: string; readonly failure?: string };
  /** Parameters of other services that the stack reads: `inventory/topic-arn`. */
  readonly reads: readonly string[];
  readonly contracts: DeclaredContracts;
}

export interface Ledger {
  read(service: string): Promise<LedgerEntry | undefined>;
  /** @returns the entries of all services that the stage knows */
  readAll(): Promise<Map<string, LedgerEntry>>;
  /** @throws CommandError when the entry is larger than a parameter can be */
  write(service: string, entry: LedgerEntry): Promise<void>;
  remove(service: string): Promise<void>;
}

/** The path of a stage's deploy ledger in Parameter Store. */
export const ledgerPath = (stage: string): string => `/tradewind/${stage}/deploys`;

/** The ledger of a stage: one parameter for each service. */
export function stageLedger(stage: string, parameters: ParameterStore): Ledger {
  const path = ledgerPath(stage);
  return {
    async read(service) {
      const text = await parameters.get(`${path}/${service}`);
      return text === undefined ? undefined : decodeEntry(text);
    },
    async readAll() {
      const all = [...(await parameters.below(path))].map(
        ([name, text]) => [name.slice(path.length + 1), text] as const,
      );
      const entries = all.filter(([name]) => !name.includes('/'));
      return new Map(entries.map(([name, text]) => [name, decodeEntry(text)]));
    },
    write: async (service, entry) => parameters.put(`${path}/${service}`, encodeEntry(service, entry)),
    remove: async (service) => parameters.remove(`${path}/${service}`),
  };
}

/** @returns the entry as parameter text. Compression reduces the repetitive schemas to a tenth. */
export function encodeEntry(service: string, { contracts, ...entry }: LedgerEntry): string {
  const packed = deflateRawSync(JSON.stringify(contracts), { level: 9 }).toString('base64');
  const text = JSON.stringify({ ...entry, contracts: packed });
  if (text.length <= MAX_BYTES) return text;
  throw new CommandError(
    `The contracts of ${service} take ${text.length} bytes in the ledger, and a parameter holds ${MAX_BYTES}. ` +
      'Split the service, or reduce its contracts.',
  );
}

function decodeEntry(text: string): LedgerEntry {
  const { contracts, ...entry } = JSON.parse(text) as Omit<LedgerEntry, 'contracts'> & { contracts: string };
  const schemas = inflateRawSync(Buffer.from(contracts, 'base64')).toString();
  return { ...entry, contracts: JSON.parse(schemas) as DeclaredContracts };
}
