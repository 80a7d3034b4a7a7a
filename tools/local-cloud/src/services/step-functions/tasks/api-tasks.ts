import type { Credentials } from '../../../contract/credentials.ts';
import { REGION } from '../../../../../workspace/src/aws/aws-constants.ts';
import type { RolePrincipal } from '../../../contract/principal.ts';
import type { JsonObject } from '../../../contract/json/json.ts';
import { awsApi, jsonApis } from '../../../contract/api-calls/aws-api.ts';
import type { JsonApi } from '../../../contract/api-calls/aws-api.ts';
import { failureOf, jsonText, parameter } from './integration.ts';
import type { Integration, Integrations } from './integration.ts';

interface Dependencies {
  readonly endpointUrl: () => string;
  readonly credentialsOf: (principal: RolePrincipal) => Credentials;
}

/** SDK integrations that make sense in a step; each needs its action in the role, as on AWS. */
const SDK_OPERATIONS: Readonly<Partial<Record<keyof typeof jsonApis, readonly string[]>>> = {
  dynamodb: [
    'query',
    'scan',
    'getItem',
    'putItem',
    'updateItem',
    'deleteItem',
    'batchGetItem',
    'batchWriteItem',
    'transactWriteItems',
    'transactGetItems',
  ],
  sqs: ['sendMessage', 'sendMessageBatch', 'getQueueAttributes'],
  ssm: ['getParameter', 'getParameters', 'getParametersByPath'],
  ecs: ['describeTasks', 'listTasks', 'stopTask'],
};

/** Tasks that are one call of an AWS API: DynamoDB items, SQS and SNS messages, and `aws-sdk:…`. */
export function apiTasks({ endpointUrl, credentialsOf }: Dependencies): Integrations {
  const call = awsApi(endpointUrl);

  const operation = (api: JsonApi, service: string, action: string, prepare = unchanged): Integration => ({
    patterns: ['request'],
    async call({ input, caller, signal }) {
      const name = action.charAt(0).toUpperCase() + action.slice(1);
      try {
        return await call({
          api,
          operation: name,
          input: prepare(input),
          credentials: credentialsOf(caller.principal),
          signal,
        });
      } catch (error) {
        throw failureOf(service, error);
      }
    },
  });

  const dynamodb = ['getItem', 'putItem', 'updateItem', 'deleteItem'].map((action) => [
    `dynamodb:${action}`,
    operation(jsonApis.dynamodb, 'DynamoDB', action),
  ]);
  const sdk = Object.entries(SDK_OPERATIONS).flatMap(([service, actions]) =>
    actions.map((action) => [
      `aws-sdk:${service}:${action}`,
      operation(jsonApis[service as keyof typeof jsonApis], sdkName(service), action),
    ]),
  );
  const sendMessage = operation(jsonApis.sqs, 'SQS', 'sendMessage', messageAsText);
  return {
    ...Object.fromEntries([...dynamodb, ...sdk]),
    'sqs:sendMessage': { ...sendMessage, patterns: ['request', 'waitForTaskToken'] },
    'sns:publish': publishing({ endpointUrl, credentialsOf }),
  };
}

const unchanged = (input: JsonObject): JsonObject => input;

const messageAsText = (input: JsonObject): JsonObject => ({
  ...input,
  MessageBody: jsonText(parameter(input, 'MessageBody')),
});

/** Errors of SDK integrations carry the service's name in the Java SDK. */
const sdkName = (service: string): string =>
  service === 'dynamodb' ? 'DynamoDb' : service.charAt(0).toUpperCase() + service.slice(1);

/** SNS speaks the query protocol: the SDK's client knows it. */
function publishing({ endpointUrl, credentialsOf }: Dependencies): Integration {
  return {
    patterns: ['request', 'waitForTaskToken'],
    async call({ input, caller, signal }) {
      const { SNSClient, PublishCommand } = await import('@aws-sdk/client-sns');
      const client = new SNSClient({
        endpoint: endpointUrl(),
        region: REGION,
        credentials: credentialsOf(caller.principal),
      });
      try {
        const message = { ...input, Message: jsonText(parameter(input, 'Message')) };
        const { MessageId = '', SequenceNumber } = await client.send(new PublishCommand(message), {
          abortSignal: signal,
        });
        return { MessageId, ...(SequenceNumber !== undefined && { SequenceNumber }) };
      } catch (error) {
        throw failureOf('SNS', error);
      } finally {
        client.destroy();
      }
    },
  };
}
