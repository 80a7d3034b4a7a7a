import {
  CloudFormationClient,
  paginateListStackResources,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import {
  CognitoIdentityProviderClient,
  ListUserPoolsCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { DescribeLogGroupsCommand, CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { DynamoDBClient, paginateListTables } from '@aws-sdk/client-dynamodb';
import { ECRClient, paginateDescribeRepositories } from '@aws-sdk/client-ecr';
import {
  LambdaClient,
  paginateListEventSourceMappings,
  paginateListFunctions,
  paginateListLayers,
} from '@aws-sdk/client-lambda';
import { ListBucketsCommand, S3Client } from '@aws-sdk/client-s3';
import { ListStateMachinesCommand, SFNClient } from '@aws-sdk/client-sfn';
import { ListTopicsCommand, SNSClient } from '@aws-sdk/client-sns';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { paginateGetParametersByPath, SSMClient } from '@aws-sdk/client-ssm';
import type { LocalContext } from '../../../local-cloud/src/contract/local-context.ts';
import { listByRequest } from './list-by-request.ts';

type ClientConfig = LocalContext['awsClientConfig'];

/** Every resource of the stage that can be listed, by the name or ARN that CloudFormation gives it. */
export async function listResources(settings: ClientConfig): Promise<readonly string[]> {
  const found: (string | undefined)[] = [];
  for await (const page of paginateListTables({ client: new DynamoDBClient(settings) }, {}))
    found.push(...(page.TableNames ?? []));
  for await (const page of paginateListFunctions({ client: new LambdaClient(settings) }, {}))
    found.push(...(page.Functions ?? []).map((each) => each.FunctionName));
  for await (const page of paginateListLayers({ client: new LambdaClient(settings) }, {}))
    found.push(...(page.Layers ?? []).map((each) => each.LatestMatchingVersion?.LayerVersionArn));
  for await (const page of paginateDescribeRepositories({ client: new ECRClient(settings) }, {}))
    found.push(...(page.repositories ?? []).map((each) => each.repositoryName));
  for await (const page of paginateGetParametersByPath(
    { client: new SSMClient(settings) },
    { Path: '/', Recursive: true },
  ))
    found.push(...(page.Parameters ?? []).map((each) => each.Name));
  const topics = await new SNSClient(settings).send(new ListTopicsCommand());
  found.push(...(topics.Topics ?? []).map((each) => each.TopicArn));
  const queues = await new SQSClient(settings).send(new ListQueuesCommand());
  found.push(...(queues.QueueUrls ?? []));
  const buckets = await new S3Client({ ...settings, forcePathStyle: true }).send(new ListBucketsCommand());
  found.push(...(buckets.Buckets ?? []).map((each) => each.Name));
  const machines = await new SFNClient(settings).send(new ListStateMachinesCommand());
  found.push(...(machines.stateMachines ?? []).map((each) => each.stateMachineArn));
  const pools = await new CognitoIdentityProviderClient(settings).send(
    new ListUserPoolsCommand({ MaxResults: 60 }),
  );
  found.push(...(pools.UserPools ?? []).map((each) => each.Id));
  const groups = await new CloudWatchLogsClient(settings).send(new DescribeLogGroupsCommand());
  found.push(...(groups.logGroups ?? []).map((each) => each.logGroupName));
  for await (const page of paginateListEventSourceMappings({ client: new LambdaClient(settings) }, {}))
    found.push(...(page.EventSourceMappings ?? []).map((each) => each.UUID));
  found.push(...(await listByRequest({ endpointUrl: settings.endpoint, region: settings.region })));
  return found.filter((name) => name !== undefined).toSorted();
}

interface Resource {
  readonly DeletionPolicy?: string;
}

/** @returns physical ids of the resources that a stack's template retains when the stack is removed */
export async function listRetainedResources(
  StackName: string,
  stacks: CloudFormationClient,
): Promise<readonly string[]> {
  const { TemplateBody = '{}' } = await stacks.send(new GetTemplateCommand({ StackName }));
  const { Resources = {} } = JSON.parse(TemplateBody) as { Resources?: Record<string, Resource> };
  const retained: string[] = [];
  for await (const { StackResourceSummaries = [] } of paginateListStackResources(
    { client: stacks },
    { StackName },
  ))
    for (const { LogicalResourceId = '', PhysicalResourceId = '' } of StackResourceSummaries)
      if (Resources[LogicalResourceId]?.DeletionPolicy?.startsWith('Retain'))
        retained.push(PhysicalResourceId);
  return retained;
}
