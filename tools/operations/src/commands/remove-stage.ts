import { isPreview } from '../../../serverless-conventions/src/preview-stage.ts';
import { pause, print } from '../../../workspace/src/cli/command-runtime.ts';
import { withProgress } from '../../../workspace/src/cli/progress/progress.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { refuseLocal } from '../../../workspace/src/cli/stage.ts';
import { ssmParameterStore } from '../aws/ssm-parameter-store.ts';
import { cloudFormationStacks } from '../aws/stacks.ts';
import { stageLedger } from '../deploy/ledger/ledger.ts';
import { lockOptions, parseLockLimits } from '../deploy/ledger/lock-options.ts';
import { deleteStageParameters } from '../deploy/removal/clear-stage.ts';
import { removeFromStage } from '../deploy/removal/remove-from-stage.ts';
import { removeServices } from '../deploy/removal/remove-services.ts';

await runCommand({
  synopsis: 'npx nx remove-stage tradewind',
  description: 'Removes all services of a stage, including services that are not in this checkout.',
  options: {
    only: {
      type: 'string',
      placeholder: 'SERVICES',
      description: 'remove only these services, comma-separated',
    },
    ...lockOptions,
  },
  async run({ place, options }) {
    const { stage, region } = place;
    refuseLocal(stage);
    const parameters = ssmParameterStore(region);
    const stacks = cloudFormationStacks(region, pause);
    const deps = { limits: parseLockLimits(options), parameters, stacks };
    await removeServices(
      { stage, only: options.only?.split(',') },
      {
        ledger: stageLedger(stage, parameters),
        withStack: () => stacks.servicesIn(stage),
        remove: (name) =>
          withProgress(`Removing ${name} from ${stage}`, () => removeFromStage(name, place, deps)),
        clear: async () => {
          if (isPreview(stage)) await deleteStageParameters({ stage }, { parameters, print });
        },
        print,
      },
    );
  },
});
