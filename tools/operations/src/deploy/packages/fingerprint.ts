import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from '../../../../workspace/src/cli/arguments.ts';
import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';
import type { DeclaredContracts } from '../contracts/declared-contracts.ts';
import { canonical, contentHash, digest } from './content-hash.ts';

/** What a deployment compares with the ledger, except for the values that the service reads. */
interface Deployable {
  readonly contentHash: string;
  readonly contracts: DeclaredContracts;
}

/** @returns one line for a version of a service in a stage; two that are equal need no deployment */
export const fingerprint = (
  { stage, region }: Place,
  { contentHash: content, contracts }: Deployable,
): string => digest(canonical({ stage, region, contentHash: content, contracts }));

/** Writes the fingerprint of a package into it, so that `deploy.sh` compares it without starting Node.js. */
export function writeFingerprint(service: ServicePackage, contracts: DeclaredContracts): void {
  const line = fingerprint(service, { contentHash: contentHash(service), contracts });
  writeFileSync(join(service.folder, '.serverless/fingerprint'), `${line}\n`);
}
