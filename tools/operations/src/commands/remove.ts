import { basename } from 'node:path';
import { pause } from '../../../workspace/src/cli/command-runtime.ts';
import { withProgress } from '../../../workspace/src/cli/progress/progress.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { refuseLocal } from '../../../workspace/src/cli/stage.ts';
import { serviceFolder } from '../../../workspace/src/layout/workspace-folders.ts';
import { ssmParameterStore } from '../aws/ssm-parameter-store.ts';
import { cloudFormationStacks } from '../aws/stacks.ts';
import { lockOptions, parseLockLimits } from '../deploy/ledger/lock-options.ts';
import { removeFromStage } from '../deploy/removal/remove-from-stage.ts';

await runCommand({
  synopsis: 'npx nx remove SERVICE',
  description: 'Removes a service from a stage, unless a deployed service reads its parameters.',
  options: lockOptions,
  async run({ service: argument, place, options }) {
    refuseLocal(place.stage);
    const name = basename(serviceFolder(argument));
    await withProgress(`Removing ${name} from ${place.stage}`, () =>
      removeFromStage(name, place, {
        limits: parseLockLimits(options),
        parameters: ssmParameterStore(place.region),
        stacks: cloudFormationStacks(place.region, pause),
      }),
    );
  },
});
