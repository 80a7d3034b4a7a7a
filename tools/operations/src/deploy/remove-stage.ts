import { isPreview } from '../../../serverless-conventions/src/preview-stage.ts';
import { ssmParameterStore } from '../aws/ssm-parameter-store.ts';
import { cloudFormationStacks } from '../aws/stacks.ts';
import { readArguments } from '../../../workspace/src/cli/arguments.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { refuseLocal } from '../../../workspace/src/cli/stage.ts';
import { limitsOf, pause, print, workOptions } from './deploying/at-work.ts';
import { stageLedger } from './ledger/ledger.ts';
import { forgetParameters } from './removing/clear-stage.ts';
import { removeFromStage } from './removing/remove-from-stage.ts';
import { removeStage } from './removing/remove-stage.ts';

/**
 * `npx nx remove-stage tradewind [--stage X] [--region Y] [--only NAMES] [--time-limit MINUTES] [--wait MINUTES]`: all
 * that the stage has, or some services of it, whether this checkout knows them or not.
 */
async function main(args: readonly string[]): Promise<void> {
  const { place, options } = readArguments(args, { ...workOptions, only: { type: 'string' } });
  const { stage, region } = place;
  refuseLocal(stage);
  const parameters = ssmParameterStore(region);
  const stacks = cloudFormationStacks(region, pause);
  const deps = { limits: limitsOf(options), parameters, stacks };
  await removeStage(
    { stage, only: options.only?.split(',') },
    {
      ledger: stageLedger(stage, parameters),
      withStack: () => stacks.servicesIn(stage),
      remove: (name) => removeFromStage(name, place, deps),
      clear: async () => {
        if (isPreview(stage)) await forgetParameters({ stage }, { parameters, print });
      },
      print,
    },
  );
}

await runCommand(main);
