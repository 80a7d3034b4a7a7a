import type { ServicePackage } from '../packages/service-package.ts';
import { noContracts, type DeclaredContracts } from './declared-contracts.ts';

export async function readContracts(_service: ServicePackage): Promise<DeclaredContracts> {
  return noContracts;
}
