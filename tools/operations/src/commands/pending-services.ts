import { join } from 'node:path';
import { print } from '../../../workspace/src/cli/command-runtime.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { serviceFolderNames, workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { ssmParameterStore } from '../aws/ssm-parameter-store.ts';
import { stageLedger } from '../deploy/ledger/ledger.ts';
import { pendingServices } from '../deploy/status/pending-services.ts';

/** Runs before `nx affected -t deploy` (tools/nx-serverless/src/plugin.ts), when nothing may be packaged. */
await runCommand({
  synopsis: 'node tools/operations/src/commands/pending-services.ts',
  description:
    'Prints, as JSON, the stage and its services that were never deployed or whose last deployment did not finish.',
  options: {},
  async run({ place: { stage, region } }) {
    const ledger = await stageLedger(stage, ssmParameterStore(region)).readAll();
    const services = pendingServices(serviceFolderNames(join(workspaceRoot, 'services')), ledger);
    print(JSON.stringify({ stage, services }));
  },
});
