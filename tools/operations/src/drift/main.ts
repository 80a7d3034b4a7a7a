import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ssmParameterStore } from '../aws/ssm-parameter-store.ts';
import { stageLedger } from '../deploy/ledger/ledger.ts';
import { goneStacks } from './gone-stacks.ts';
import { isOperators, operatorParameters } from './operator-parameters.ts';
import { inWords, stackDrift, stacksOfStage } from './stack-drift.ts';

/**
 * `drift/src/main.ts --stage dev --region us-east-1`: what of a stage differs from what was deployed, but for
 * the parameters that operators set, and which stacks are gone. The exit code is 1 where something does or is.
 */
const { values } = parseArgs({ options: { stage: { type: 'string' }, region: { type: 'string' } } });
const { stage, region } = values;
try {
  if (!stage || !region) throw new Error('Which stage? --stage dev --region us-east-1');
  const client = new CloudFormationClient({ region });
  const stacks = await stacksOfStage(stage, client);
  const parameters = await operatorParameters(stage, join(import.meta.dirname, '../../../../services'));
  const found = [];
  // One after the other: CloudFormation throttles the reads behind it.
  for (const stackName of stacks) found.push(...(await stackDrift(stackName, { client, pause })));
  const gone = goneStacks(stage, await stageLedger(stage, ssmParameterStore(region)).readAll(), stacks);
  for (const service of gone)
    console.log(
      `${service} is deployed to ${stage} by the ledger, and its stack is gone. Deploy it with --force.`,
    );
  const drifted = found.filter((each) => !isOperators(each, parameters));
  for (const each of drifted) console.log(inWords(each));
  console.log(`${stacks.length} stacks in ${stage}, ${drifted.length} resources differ from their template.`);
  if (drifted.length > 0)
    console.log('Take the change into the template, or deploy with --force to undo it.');
  if (drifted.length + gone.length > 0) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
