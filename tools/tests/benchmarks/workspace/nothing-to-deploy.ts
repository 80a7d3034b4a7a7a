import { join } from 'node:path';
import { ssmParameterStore } from '../../../operations/src/aws/ssm-parameter-store.ts';
import { readPackagedContracts } from '../../../operations/src/deploy/contracts/packaged-contracts.ts';
import { readValues } from '../../../operations/src/deploy/deployment/read-values.ts';
import { stageLedger } from '../../../operations/src/deploy/ledger/ledger.ts';
import { contentHash } from '../../../operations/src/deploy/packages/content-hash.ts';
import { readServicePackage } from '../../../workspace/src/services/service-package.ts';

/**
 * Writes into a stage's ledger that the packaged services are deployed, as deploys would have done.
 * Where it goes is said by AWS_ENDPOINT_URL.
 */
export async function recordAsDeployed(
  workspaceFolder: string,
  { services, stage, region }: { services: readonly string[]; stage: string; region: string },
): Promise<void> {
  const parameters = ssmParameterStore(region);
  const ledger = stageLedger(stage, parameters);
  for (const name of services) {
    const service = readServicePackage(join(workspaceFolder, 'services', name));
    const { reads, readHash } = await readValues(service, parameters);
    const version = { contentHash: contentHash(service), readHash, revision: 'bench' };
    const deployed = { ...version, deployedAt: new Date().toISOString(), deployedBy: 'bench' };
    await ledger.write(name, { deployed, reads, contracts: readPackagedContracts(service) });
  }
}
