import type { Credentials } from '../../../contract/credentials.ts';
import { REGION } from '../../../../../workspace/src/aws/aws-constants.ts';
import type { RolePrincipal } from '../../../contract/principal.ts';
import type { JsonObject } from '../../../contract/json/json.ts';
import { awsApi, jsonApis } from '../../../contract/api-calls/aws-api.ts';
import type { JsonApi } from '../../../contract/api-calls/aws-api.ts';
import { parseTraceHeader } from '../../../contract/trace-header.ts';
import { toStatesError, toJsonText, requiredParameter } from './integration.ts';
import type { Integration, Integrations } from './integration.ts';

interface Dependencies {
  readonly endpointUrl: () => string;
  readonly getCredentials: (principal: RolePrincipal) => Credentials;
}

/** The supported AWS SDK integrations. As on AWS, the role of the state machine must allow each action. */
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

/** Integrations that make one AWS API call: DynamoDB items, SQS and SNS messages, and `aws-sdk:…`. */
export function awsApiIntegrations({ endpointUrl, getCredentials }: Dependencies): Integrations {
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
          credentials: getCredentials(caller.principal),
          signal,
          trace: caller.trace,
        });
      } catch (error) {
        throw toStatesError(service, error);
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
  const sendMessage = operation(jsonApis.sqs, 'SQS', 'sendMessage', stringifyMessageBody);
  return {
    ...Object.fromEntries([...dynamodb, ...sdk]),
    'sqs:sendMessage': { ...sendMessage, patterns: ['request', 'waitForTaskToken'] },
    'sns:publish': snsPublish({ endpointUrl, getCredentials }),
  };
}

const unchanged = (input: JsonObject): JsonObject => input;

const stringifyMessageBody = (input: JsonObject): JsonObject => ({
  ...input,
  MessageBody: toJsonText(requiredParameter(input, 'MessageBody')),
});

/** AWS SDK integrations prefix their errors with the service name of the Java SDK. */
const sdkName = (service: string): string =>
  service === 'dynamodb' ? 'DynamoDb' : service.charAt(0).toUpperCase() + service.slice(1);

/** SNS uses the query protocol, which the SDK client implements. */
function snsPublish({ endpointUrl, getCredentials }: Dependencies): Integration {
  return {
    patterns: ['request', 'waitForTaskToken'],
    async call({ input, caller, signal }) {
      const { SNSClient, PublishCommand } = await import('@aws-sdk/client-sns');
      // Outside of Lambda the SDK sends no trace header, so the caller names itself in the user agent.
      const userAgentAppId = parseTraceHeader(caller.trace).parent;
      const client = new SNSClient({
        endpoint: endpointUrl(),
        region: REGION,
        credentials: getCredentials(caller.principal),
        ...(userAgentAppId !== undefined && { userAgentAppId }),
      });
      try {
        const message = { ...input, Message: toJsonText(requiredParameter(input, 'Message')) };
        const { MessageId = '', SequenceNumber } = await client.send(new PublishCommand(message), {
          abortSignal: signal,
        });
        return { MessageId, ...(SequenceNumber !== undefined && { SequenceNumber }) };
      } catch (error) {
        throw toStatesError('SNS', error);
      } finally {
        client.destroy();
      }
    },
  };
}
