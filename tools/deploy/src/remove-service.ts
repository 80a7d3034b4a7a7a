import { basename } from 'node:path';
import { isPreview } from '../../serverless-conventions/src/preview-stage.ts';
import { s3Buckets } from './aws/buckets.ts';
import { ssmParameterStore } from './aws/ssm-parameter-store.ts';
import { cloudFormationStacks } from './aws/stacks.ts';
import { readArguments } from './command/arguments.ts';
import { runCommand } from './command/run-command.ts';
import { refuseLocal } from './command/stage.ts';
import { serviceFolder } from './command/workspace.ts';
import { limitsOf, lockOf, pause, print, workOptions } from './deploying/at-work.ts';
import { runOnStack } from './deploying/deploy-stack.ts';
import { stageLedger } from './ledger/ledger.ts';
import { stackNameOf } from './packages/service-package.ts';
import { emptyBuckets, forgetParameters } from './removing/clear-preview.ts';
import { removeService } from './removing/remove-service.ts';

/** `npx nx remove NAME [--stage X] [--region Y] [--time-limit MINUTES] [--wait MINUTES]` */
async function main(args: readonly string[]): Promise<void> {
  const { service: argument, place, options } = readArguments(args, workOptions);
  refuseLocal(place.stage);
  const folder = serviceFolder(argument);
  const name = basename(folder);
  const stackName = stackNameOf(name, place.stage);
  const limits = limitsOf(options);
  const parameters = ssmParameterStore(place.region);
  const stacks = cloudFormationStacks(place.region, pause);
  const target = { name, stage: place.stage, stackName };
  await removeService(target, {
    ledger: stageLedger(place.stage, parameters),
    locked: lockOf(name, place, limits, parameters),
    isThere: async (signal) => (await stacks.settled(stackName, signal)) !== undefined,
    removeStack: async (signal) => {
      // Of a stage that stays, data is not deleted by a command: its stores are retained.
      if (isPreview(place.stage))
        await emptyBuckets(target, { stacks, buckets: s3Buckets(place.region), print });
      await runOnStack('remove', { folder, ...place, ...target }, { signal, stacks, pause, print });
    },
    clear: async () => {
      if (isPreview(place.stage)) await forgetParameters(target, { parameters, print });
    },
    now: () => new Date(),
    print,
  });
}

await runCommand(main);
