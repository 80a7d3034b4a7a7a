import { basename } from 'node:path';
import { ssmParameterStore } from './aws/ssm-parameter-store.ts';
import { cloudFormationStacks } from './aws/stacks.ts';
import { readArguments } from './command/arguments.ts';
import { runCommand } from './command/run-command.ts';
import { serviceFolder } from './command/workspace.ts';
import { limitsOf, lockOf, pause, print, workOptions } from './deploying/at-work.ts';
import { runOnStack } from './deploying/deploy-stack.ts';
import { stageLedger } from './ledger/ledger.ts';
import { stackNameOf } from './packages/service-package.ts';
import { removeService } from './removing/remove-service.ts';

/** `npx nx remove NAME [--stage X] [--region Y] [--time-limit MINUTES] [--wait MINUTES]` */
async function main(args: readonly string[]): Promise<void> {
  const { service: argument, place, options } = readArguments(args, workOptions);
  const folder = serviceFolder(argument);
  const name = basename(folder);
  const stackName = stackNameOf(name, place.stage);
  const limits = limitsOf(options);
  const parameters = ssmParameterStore(place.region);
  const stacks = cloudFormationStacks(place.region, pause);
  await removeService(
    { name, stage: place.stage },
    {
      ledger: stageLedger(place.stage, parameters),
      locked: lockOf(name, place, limits, parameters),
      isThere: async () => (await stacks.settled(stackName, limits.limitSeconds)) !== undefined,
      removeStack: () =>
        runOnStack('remove', { name, folder, ...place, stackName }, { ...limits, stacks, pause, print }),
      now: () => new Date(),
      print,
    },
  );
}

await runCommand(main);
