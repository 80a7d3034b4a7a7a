import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';
import type { DeclaredContracts } from './declared-contracts.ts';

type Packaged = Pick<ServicePackage, 'name' | 'folder'>;

const fileOf = ({ folder }: Packaged): string => join(folder, '.serverless/contracts.json');

/** Writes the contracts of a service into its package, so that a skipped deployment is fast. */
export const writePackagedContracts = (service: Packaged, contracts: DeclaredContracts): void =>
  writeFileSync(fileOf(service), JSON.stringify(contracts));

/** @throws CommandError when the service is not packaged */
export function readPackagedContracts(service: Packaged): DeclaredContracts {
  const file = fileOf(service);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as DeclaredContracts;
  throw new CommandError(`${service.name} is not packaged. Run "npx nx package ${service.name}" first.`);
}
