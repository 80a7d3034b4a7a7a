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

/** What a stage knows of a service's deploys. */
export interface LedgerEntry {
  /** What runs, where the last deploy succeeded. */
  readonly deployed?: Version & { readonly deployedAt: string; readonly deployedBy: string };
  /** A deploy that began and has not succeeded: nobody knows what runs, so the next one is not skipped. */
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

/** Where a stage's deploys are written down. */
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

/** @returns the entry as the parameter's text: schemas repeat themselves, so compressed they take a tenth */
export function encodeEntry(service: string, { contracts, ...entry }: LedgerEntry): string {
  const packed = deflateRawSync(JSON.stringify(contracts), { level: 9 }).toString('base64');
  const text = JSON.stringify({ ...entry, contracts: packed });
  if (text.length <= MAX_BYTES) return text;
  throw new CommandError(
    `What ${service} tells, hears, accepts and calls takes ${text.length} bytes in the ledger, and a parameter holds ${MAX_BYTES}: ` +
      'it is more than one bounded context. Split it, or make its contracts smaller.',
  );
}

function decodeEntry(text: string): LedgerEntry {
  const { contracts, ...entry } = JSON.parse(text) as Omit<LedgerEntry, 'contracts'> & { contracts: string };
  const schemas = inflateRawSync(Buffer.from(contracts, 'base64')).toString();
  return { ...entry, contracts: JSON.parse(schemas) as DeclaredContracts };
}
