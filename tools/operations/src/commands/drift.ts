import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { join } from 'node:path';
import { pause, print } from '../../../workspace/src/cli/command-runtime.ts';
import { runCommand } from '../../../workspace/src/cli/run-command.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { clientSettings } from '../aws/client-settings.ts';
import { ssmParameterStore } from '../aws/ssm-parameter-store.ts';
import { stageLedger } from '../deploy/ledger/ledger.ts';
import { missingStacks } from '../drift/missing-stacks.ts';
import { isOperatorValue, operatorParameters } from '../drift/operator-parameters.ts';
import { describeDrift, stackDrift, stackNamesInStage } from '../drift/stack-drift.ts';

await runCommand({
  synopsis: 'node tools/operations/src/commands/drift.ts',
  description:
    'Prints the resources of a stage that differ from their template, and the stacks that are missing. Parameters that operators set may differ. The exit code is 1 when it finds any.',
  options: {},
  async run({ place: { stage, region } }) {
    const client = new CloudFormationClient(clientSettings(region));
    const stacks = await stackNamesInStage(stage, client);
    const parameters = await operatorParameters(stage, join(workspaceRoot, 'services'));
    const found = [];
    // One after the other, because CloudFormation throttles drift detection.
    for (const stackName of stacks) found.push(...(await stackDrift(stackName, { client, pause })));
    const missing = missingStacks(
      stage,
      await stageLedger(stage, ssmParameterStore(region)).readAll(),
      stacks,
    );
    for (const service of missing)
      print(
        `${service}: deployed to ${stage} according to the ledger, but its stack is missing. Deploy it with --force.`,
      );
    const drifted = found.filter((resource) => !isOperatorValue(resource, parameters));
    for (const resource of drifted) print(describeDrift(resource));
    print(`${stacks.length} stacks in ${stage}, ${drifted.length} resources differ from their template.`);
    if (drifted.length > 0) print('Add the change to the template, or deploy with --force to undo it.');
    if (drifted.length + missing.length > 0) process.exitCode = 1;
  },
});
