import { basename } from 'node:path';
import { ssmParameterStore } from '../aws/ssm-parameter-store.ts';
import { cloudFormationStacks } from '../aws/stacks.ts';
import { readArguments } from '../../../workspace/src/cli/arguments.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { refuseLocal } from '../../../workspace/src/cli/stage.ts';
import { serviceFolder } from '../../../workspace/src/services/service-folder.ts';
import { limitsOf, pause, workOptions } from './deploying/at-work.ts';
import { removeFromStage } from './removing/remove-from-stage.ts';

/** `npx nx remove NAME [--stage X] [--region Y] [--time-limit MINUTES] [--wait MINUTES]` */
async function main(args: readonly string[]): Promise<void> {
  const { service: argument, place, options } = readArguments(args, workOptions);
  refuseLocal(place.stage);
  await removeFromStage(basename(serviceFolder(argument)), place, {
    limits: limitsOf(options),
    parameters: ssmParameterStore(place.region),
    stacks: cloudFormationStacks(place.region, pause),
  });
}

await runCommand(main);
