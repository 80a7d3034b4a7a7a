import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError } from '../../../../workspace/src/cli/command-error.ts';
import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';
import type { DeclaredContracts } from './declared-contracts.ts';

type Packaged = Pick<ServicePackage, 'name' | 'folder'>;

const fileOf = ({ folder }: Packaged): string => join(folder, '.serverless/contracts.json');

/** Puts what a service declares into its package: to read it anew at each deploy would take longer than to skip one. */
export const writePackagedContracts = (service: Packaged, contracts: DeclaredContracts): void =>
  writeFileSync(fileOf(service), JSON.stringify(contracts));

/** @throws CommandError when they were not packed */
export function readPackagedContracts(service: Packaged): DeclaredContracts {
  const file = fileOf(service);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as DeclaredContracts;
  throw new CommandError(`${service.name} is not packaged: run "npx nx package ${service.name}" first.`);
}
