import { basename } from 'node:path';
import { lambdaVersions } from '../aws/lambda-versions.ts';
import { cloudFormationStacks } from '../aws/stacks.ts';
import { readArguments, wholeNumber } from '../../../workspace/src/cli/arguments.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { refuseLocal } from '../../../workspace/src/cli/stage.ts';
import { serviceFolder } from '../../../workspace/src/services/service-folder.ts';
import { pause, print } from './deploying/at-work.ts';
import { stackNameOf } from '../../../workspace/src/templates/service-package.ts';
import { pruneStack } from './pruning/prune-stack.ts';

/** `npx nx prune NAME [--stage X] [--region Y] [--keep N] [--dry-run]` */
async function main(args: readonly string[]): Promise<void> {
  const {
    service: argument,
    place,
    options,
  } = readArguments(args, {
    keep: { type: 'string', default: '5' },
    'dry-run': { type: 'boolean', default: false },
  });
  refuseLocal(place.stage);
  const name = basename(serviceFolder(argument));
  const keep = wholeNumber('keep', options.keep, 1);
  const dryRun = options['dry-run'];
  const stackName = stackNameOf(name, place.stage);
  const stacks = cloudFormationStacks(place.region, pause);
  // A merged service that waits for its first deploy is nothing that the weekly run has to be told.
  if (!(await stacks.template(stackName)))
    return print(`${name} is not deployed to ${place.stage}: nothing to prune.`);
  const resources = await stacks.resources(stackName);
  const ofType = (type: string) =>
    resources.flatMap(({ ResourceType, PhysicalResourceId: id }) =>
      ResourceType === type && id ? [id] : [],
    );
  const count = await pruneStack(
    { functions: ofType('AWS::Lambda::Function'), layerVersions: ofType('AWS::Lambda::LayerVersion') },
    { keep, dryRun },
    { lambda: lambdaVersions(place.region), print },
  );
  print(
    `${name} in ${place.stage}: ${count} old versions ${dryRun ? 'would be' : ''} removed.`.replace(
      '  ',
      ' ',
    ),
  );
}

await runCommand(main);
