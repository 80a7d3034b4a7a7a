import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { setTimeout as pause } from 'node:timers/promises';
import { describeDrift, stackDrift } from '../../../operations/src/drift/stack-drift.ts';
import type { LocalContext } from '../../../local-cloud/src/contract/local-context.ts';
import { must } from '../report/must.ts';
import { stackNameOf } from '../stage/deployed-stage.ts';

/** Changes a deployed parameter as somebody at the console would, looks for drift, and puts it back. */
export async function findDrift(local: LocalContext): Promise<string> {
  const client = new CloudFormationClient(local.awsClientConfig);
  const find = async () => (await stackDrift(stackNameOf('platform'), { client, pause })).map(describeDrift);
  const before = await find();
  must(before.length === 0, 'what was just deployed has no drift', before);

  const name = `/tradewind/${local.stage}/platform/task-log-group-name`;
  const deployed = await local.parameter(name);
  await local.putParameter(name, 'changed by hand');
  const drifted = await find();
  await local.putParameter(name, deployed);
  const expected = `${stackNameOf('platform')}: TaskLogGroupNameParameter (AWS::SSM::Parameter) differs in /Value`;
  must(drifted.join() === expected, 'the change by hand is found, and it alone', drifted);
  return expected;
}
