import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPackagedContracts } from '../../../operations/src/deploy/contracts/packaged-contracts.ts';
import type { Check, Workspace } from '../check.ts';
import { contractOwnerViolations, type OwnedContract } from './contract-owners.ts';

/** Changes of a contract are reviewed by the owners of the service whose contract it is. */
export const contractOwnersCheck: Check = {
  name: 'contract-owners',
  description:
    'event and command contracts that CODEOWNERS does not give to the service that publishes or accepts them',
  readsTestRecords: false,
  run(workspace) {
    const contracts = findContracts(workspace);
    const codeowners = readFileSync(join(workspace.root, '.github/CODEOWNERS'), 'utf8');
    const violations = contractOwnerViolations(codeowners, contracts);
    return {
      findings: violations.map((message) => ({ severity: 'error', service: 'libs/contracts', message })),
      summary: [`${contracts.length} contracts.`],
    };
  },
};

function findContracts({ root, services }: Workspace): readonly OwnedContract[] {
  const declared = services.map((service) => ({ name: service.name, ...readPackagedContracts(service) }));
  return ['events', 'commands'].flatMap((kind) => {
    const folder = `libs/contracts/src/${kind}`;
    return readdirSync(join(root, folder))
      .filter((file) => file.endsWith('.schema.ts'))
      .map((file) => {
        const contract = toContractName(file);
        const publishers = declared.filter(({ published }) => contract in published);
        const owners =
          publishers.length > 0 ? publishers : declared.filter(({ accepted }) => contract in accepted);
        return { file: `${folder}/${file}`, services: owners.map(({ name }) => name) };
      });
  });
}

/** `order-placed.schema.ts` → `OrderPlaced` */
const toContractName = (file: string): string =>
  file
    .replace('.schema.ts', '')
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
