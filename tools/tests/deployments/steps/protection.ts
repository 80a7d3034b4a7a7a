import {
  DescribeUserPoolCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  CloudFormationClient,
  paginateListStackResources,
  type StackResourceSummary,
} from '@aws-sdk/client-cloudformation';
import { DescribeTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { LocalContext } from '../../../local-cloud/src/contract/local-context.ts';
import { verify } from '../report/verify.ts';
import { toStackName } from '../stage/deployed-stage.ts';
import { callEmulator } from '../stage/list-by-request.ts';

/** Reads from AWS that tables and user pools are protected from deletion, and APIs by the web ACL of the platform. */
export async function verifyProtection(
  { awsClientConfig, stage, parameter }: LocalContext,
  services: readonly string[],
): Promise<string> {
  const stacks = new CloudFormationClient(awsClientConfig);
  const deployed = (await Promise.all(services.map((service) => listResources(service, stacks)))).flat();
  const ofType = (type: string) => deployed.filter(({ ResourceType }) => ResourceType === type);

  const tables = new DynamoDBClient(awsClientConfig);
  for (const { PhysicalResourceId: TableName } of ofType('AWS::DynamoDB::Table')) {
    const { Table } = await tables.send(new DescribeTableCommand({ TableName }));
    verify(Table?.DeletionProtectionEnabled === true, `the table ${TableName} is protected`, Table);
  }
  const pools = new CognitoIdentityProviderClient(awsClientConfig);
  for (const { PhysicalResourceId: UserPoolId } of ofType('AWS::Cognito::UserPool')) {
    const { UserPool } = await pools.send(new DescribeUserPoolCommand({ UserPoolId }));
    verify(UserPool?.DeletionProtection === 'ACTIVE', `the user pool ${UserPoolId} is protected`, UserPool);
  }
  const webAclArn = await parameter(`/tradewind/${stage}/platform/web-acl-arn`);
  const { endpoint: endpointUrl, region } = awsClientConfig;
  for (const { PhysicalResourceId: apiId } of ofType('AWS::ApiGateway::RestApi')) {
    const ResourceArn = `arn:aws:apigateway:${region}::/restapis/${apiId}/stages/${stage}`;
    const found = await callEmulator(
      {
        service: 'wafv2',
        target: 'AWSWAF_20190729.GetWebACLForResource',
        body: JSON.stringify({ ResourceArn }),
      },
      { endpointUrl, region },
    );
    verify(found.includes(webAclArn), `the web ACL protects the API ${apiId}`, found);
  }
  const counts = ['AWS::DynamoDB::Table', 'AWS::Cognito::UserPool', 'AWS::ApiGateway::RestApi'].map(
    (type) => ofType(type).length,
  );
  verify(
    counts.every((count) => count > 0),
    'the stage has tables, user pools and APIs',
    counts,
  );
  return `${counts[0]} tables, ${counts[1]} user pools and ${counts[2]} APIs`;
}

async function listResources(service: string, client: CloudFormationClient): Promise<StackResourceSummary[]> {
  const found: StackResourceSummary[] = [];
  const pages = paginateListStackResources({ client }, { StackName: toStackName(service) });
  for await (const { StackResourceSummaries = [] } of pages) found.push(...StackResourceSummaries);
  return found;
}
