import { CloudFormationClient, paginateDescribeStacks } from '@aws-sdk/client-cloudformation';
import { parseArgs } from 'node:util';
import { smokeTest } from './smoke-test.ts';

/** `smoke-test/src/main.ts --stage dev --region us-east-1`: whether the services of a stage answer. Changes nothing. */
const { values } = parseArgs({ options: { stage: { type: 'string' }, region: { type: 'string' } } });
const { stage, region } = values;
try {
  if (!stage || !region) throw new Error('Which stage? --stage dev --region us-east-1');
  const endpoints = await endpointsOf(stage, region);
  const urlOf = (service: string) => {
    const url = endpoints.get(`tradewind-${service}-${stage}`);
    if (url === undefined) throw new Error(`${service} is not deployed to ${stage}.`);
    return url;
  };
  for (const line of await smokeTest({ urlOf })) console.log(line);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

/** API Gateway's own URLs, by stack: they answer before anybody has pointed a DNS name at the stage. */
async function endpointsOf(ofStage: string, inRegion: string): Promise<ReadonlyMap<string, string>> {
  const client = new CloudFormationClient({ region: inRegion });
  const endpoints = new Map<string, string>();
  for await (const { Stacks = [] } of paginateDescribeStacks({ client }, {}))
    for (const { StackName = '', Outputs = [] } of Stacks) {
      const url = Outputs.find(({ OutputKey }) => OutputKey === 'ServiceEndpoint')?.OutputValue;
      if (url !== undefined && StackName.endsWith(`-${ofStage}`)) endpoints.set(StackName, url);
    }
  return endpoints;
}
