import { join } from 'node:path';
import { print } from '../../../workspace/src/cli/command-runtime.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { refuseLocal } from '../../../workspace/src/cli/stage.ts';
import { serviceFolderNames, workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { ssmParameterStore } from '../aws/ssm-parameter-store.ts';
import { stageLedger } from '../deploy/ledger/ledger.ts';
import { planDeployments } from '../deploy/plan/deploy-plan.ts';
import { PLAN_FOLDER, writePlan } from '../../../workspace/src/deployments/plan-folder.ts';

/** Runs before every Nx command that deploys (tools/nx-serverless/src/plugin.ts), when nothing may be packaged. */
await runCommand({
  synopsis: 'node tools/operations/src/commands/plan-deploy.ts',
  description:
    `Reads the deploy ledger once for all services, writes into the folder ${PLAN_FOLDER} what needs no deployment, and ` +
    'prints, as JSON, the stage and its services that were never deployed or whose last deployment did not finish.',
  options: {},
  async run({ place }) {
    refuseLocal(place.stage);
    const parameters = ssmParameterStore(place.region);
    const plan = await planDeployments(serviceFolderNames(join(workspaceRoot, 'services')), place, {
      ledger: stageLedger(place.stage, parameters),
      parameters,
    });
    const folder = process.env[PLAN_FOLDER];
    if (folder !== undefined) writePlan(folder, plan.skips);
    print(JSON.stringify({ stage: place.stage, services: plan.pending }));
  },
});
