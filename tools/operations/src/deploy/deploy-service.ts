import { ssmParameterStore } from '../aws/ssm-parameter-store.ts';
import type { Stacks } from '../aws/stacks.ts';
import { readArguments } from '../../../workspace/src/cli/arguments.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { refuseLocal } from '../../../workspace/src/cli/stage.ts';
import { serviceFolder, workspaceRoot } from '../../../workspace/src/services/service-folder.ts';
import { packedContracts } from './contracts/packaged-contracts.ts';
import { lockOf, limitsOf, pause, print, workOptions } from './deploying/at-work.ts';
import { deployService } from './deploying/deploy-service.ts';
import { gitRevision } from './deploying/git-revision.ts';
import { whoAmI } from './ledger/deploy-lock.ts';
import { stageLedger } from './ledger/ledger.ts';
import { withPrivateCopy } from './packages/private-copy.ts';
import { readServicePackage, requirePlace } from '../../../workspace/src/templates/service-package.ts';

/**
 * `npx nx deploy NAME [--stage X] [--region Y] [--force] [--allow-data-loss NAMES] [--allow-breaking-contracts NAMES]
 * [--time-limit MINUTES] [--wait MINUTES]`
 *
 * Nx hands the options on to the services that are deployed before, so what is dangerous is allowed by name.
 */
async function main(args: readonly string[]): Promise<void> {
  const {
    service: argument,
    place,
    options,
  } = readArguments(args, {
    ...workOptions,
    force: { type: 'boolean', default: false },
    'allow-data-loss': { type: 'string', default: '' },
    'allow-breaking-contracts': { type: 'string', default: '' },
  });
  refuseLocal(place.stage);
  const limits = limitsOf(options);
  const service = readServicePackage(serviceFolder(argument));
  requirePlace(service, place);
  const isNamedIn = (names: string) => names.split(',').includes(service.name);
  const parameters = ssmParameterStore(place.region);
  await deployService(
    service,
    {
      force: options.force,
      allowDataLoss: isNamedIn(options['allow-data-loss']),
      allowBreakingContracts: isNamedIn(options['allow-breaking-contracts']),
    },
    {
      ledger: stageLedger(place.stage, parameters),
      parameters,
      locked: lockOf(service.name, place, limits, parameters),
      declaredContracts: packedContracts,
      deployedTemplate: async (stackName) => (await stacks(place.region)).template(stackName),
      deployStack: async (each, signal) =>
        (await import('./images/deploy-stack-with-images.ts')).deployStackWithImages(each, {
          signal,
          images: service,
          stacks: await stacks(place.region),
          pause,
          print,
        }),
      withPrivateCopy: (each, work) => withPrivateCopy(each, workspaceRoot, work),
      revision: gitRevision,
      owner: whoAmI(),
      now: () => new Date(),
      print,
    },
  );
}

/** Loaded only where something is deployed: to skip should take no time. */
const stacks = async (region: string): Promise<Stacks> =>
  (await import('../aws/stacks.ts')).cloudFormationStacks(region, pause);

await runCommand(main);
