import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { setTimeout as pause } from 'node:timers/promises';
import { describeDrift, stackDrift } from '../../../operations/src/drift/stack-drift.ts';
import type { LocalContext } from '../../../local-cloud/src/contract/local-context.ts';
import { verify } from '../report/verify.ts';
import { toStackName } from '../stage/deployed-stage.ts';

/** Changes a deployed parameter as in the console, detects the drift and restores the parameter. */
export async function findDrift(local: LocalContext): Promise<string> {
  const client = new CloudFormationClient(local.awsClientConfig);
  const find = async () => (await stackDrift(toStackName('platform'), { client, pause })).map(describeDrift);
  const before = await find();
  verify(before.length === 0, 'what was just deployed has no drift', before);

  const name = `/tradewind/${local.stage}/platform/task-log-group-name`;
  const deployed = await local.parameter(name);
  await local.putParameter(name, 'changed by hand');
  const drifted = await find();
  await local.putParameter(name, deployed);
  const expected = `${toStackName('platform')}: TaskLogGroupNameParameter (AWS::SSM::Parameter) differs in /Value`;
  verify(drifted.join() === expected, 'the change by hand is found, and it alone', drifted);
  return expected;
}
