import { pause, print } from '../../../workspace/src/cli/command-runtime.ts';
import { withProgress } from '../../../workspace/src/cli/progress/progress.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { refuseLocal } from '../../../workspace/src/cli/stage.ts';
import { serviceFolder, workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { readServicePackage, requirePlace } from '../../../workspace/src/services/service-package.ts';
import { ssmParameterStore } from '../aws/ssm-parameter-store.ts';
import type { Stacks } from '../aws/stacks.ts';
import { readPackagedContracts } from '../deploy/contracts/packaged-contracts.ts';
import { deployService } from '../deploy/deployment/deploy-service.ts';
import { gitRevision } from '../deploy/deployment/git-revision.ts';
import { lockOwner } from '../deploy/ledger/deploy-lock.ts';
import { stageLedger } from '../deploy/ledger/ledger.ts';
import { lockOptions, parseLockLimits, serviceLock } from '../deploy/ledger/lock-options.ts';
import { markDeployment } from '../../../workspace/src/deployments/plan-folder.ts';
import { withPrivateCopy } from '../deploy/packages/private-copy.ts';

await runCommand({
  synopsis: 'npx nx deploy SERVICE',
  description: 'Deploys a packaged service, unless the deploy ledger already has this version.',
  options: {
    force: { type: 'boolean', default: false, description: 'deploy even if the ledger has this version' },
    // Nx forwards the options to the services deployed before, so dangerous changes are allowed by name.
    'allow-data-loss': {
      type: 'string',
      default: '',
      placeholder: 'SERVICES',
      description: 'services whose tables and buckets may be replaced or removed, comma-separated',
    },
    'allow-breaking-contracts': {
      type: 'string',
      default: '',
      placeholder: 'SERVICES',
      description: 'services that may break contracts with deployed services, comma-separated',
    },
    ...lockOptions,
  },
  async run({ service: argument, place, options }) {
    refuseLocal(place.stage);
    const limits = parseLockLimits(options);
    const service = readServicePackage(serviceFolder(argument));
    requirePlace(service, place);
    const includesService = (names: string) => names.split(',').includes(service.name);
    const parameters = ssmParameterStore(place.region);
    await deployService(
      service,
      {
        force: options.force,
        allowDataLoss: includesService(options['allow-data-loss']),
        allowBreakingContracts: includesService(options['allow-breaking-contracts']),
      },
      {
        ledger: stageLedger(place.stage, parameters),
        parameters,
        locked: (work) => {
          markDeployment(service.name);
          return serviceLock(service.name, place, limits, parameters)(work);
        },
        declaredContracts: readPackagedContracts,
        deployedTemplate: async (stackName) => (await loadStacks(place.region)).template(stackName),
        deployStack: (copy, signal) =>
          withProgress(`Deploying ${service.name} to ${service.stage}`, async () =>
            (await import('../deploy/images/deploy-stack-with-images.ts')).deployStackWithImages(copy, {
              signal,
              images: service,
              stacks: await loadStacks(place.region),
              pause,
              print,
            }),
          ),
        withPrivateCopy: (original, work) => withPrivateCopy(original, workspaceRoot, work),
        revision: gitRevision,
        owner: lockOwner(),
        now: () => new Date(),
        print,
      },
    );
  },
});

/** Imports the CloudFormation client only for a deployment, so that a skipped one ends quickly. */
async function loadStacks(region: string): Promise<Stacks> {
  return (await import('../aws/stacks.ts')).cloudFormationStacks(region, pause);
}
