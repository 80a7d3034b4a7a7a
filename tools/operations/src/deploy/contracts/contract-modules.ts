import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';
import type { JsonSchema } from './declared-contracts.ts';

/** A module of libs/contracts: `{ kind: 'commands', file: 'reserve-stock' }`. */
export interface ContractModule {
  readonly kind: 'events' | 'commands';
  readonly file: string;
}

/** The part of esbuild's metafile that says what is inside of each bundle. */
interface BuildRecord {
  readonly outputs: Readonly<
    Record<string, { readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>> }>
  >;
}

const contractModule = /(?:^|\/)libs\/contracts\/src\/(events|commands)\/([\w-]+)\.schema\.ts$/;

/**
 * @returns by function, the contracts that its bundle holds: the bundler keeps what the handler uses and nothing else
 * @throws CommandError when the service is not built
 */
export function contractsInBundles({
  name,
  folder,
}: Pick<ServicePackage, 'name' | 'folder'>): Map<string, ContractModule[]> {
  const file = join(folder, 'dist/meta.json');
  if (!existsSync(file)) throw new CommandError(`${name} is not built. Run "npx nx package ${name}" first.`);
  const { outputs } = JSON.parse(readFileSync(file, 'utf8')) as BuildRecord;
  const bundles = Object.entries(outputs).filter(([output]) => output.endsWith('.mjs'));
  return new Map(
    bundles.map(([output, { inputs }]) => [
      basename(output, '.mjs'),
      Object.entries(inputs).flatMap(([input, { bytesInOutput }]) => {
        const [, kind, module] = contractModule.exec(input) ?? [];
        return kind && module && bytesInOutput > 0
          ? [{ kind: kind as ContractModule['kind'], file: module }]
          : [];
      }),
    ]),
  );
}

/** A contract by the name that travels, `ReserveStock`, with its JSON Schema. */
export interface LoadedContract {
  readonly name: string;
  readonly schema: JsonSchema;
}

/**
 * @param root  of the workspace
 * @returns the contract, or nothing when libs/contracts has no such module
 */
export async function loadContract(
  { kind, file }: ContractModule,
  root: string,
): Promise<LoadedContract | undefined> {
  const path = join(root, 'libs/contracts/src', kind, `${file}.schema.ts`);
  if (!existsSync(path)) return undefined;
  const { default: contract } = (await import(pathToFileURL(path).href)) as {
    default: { readonly type?: string; readonly command?: string; readonly schema: object };
  };
  const name = contract.type ?? contract.command ?? file;
  // TypeBox hides markers of its own in a schema; what counts is the plain JSON.
  return { name, schema: JSON.parse(JSON.stringify(contract.schema)) as JsonSchema };
}

/** @returns the file of the command that is called by a parameter, `reserve-stock` for `/…/inventory/reserve-stock-arn` */
export const commandCalledBy = (parameter: string): string | undefined =>
  /([\w-]+)-arn$/.exec(parameter)?.[1];
