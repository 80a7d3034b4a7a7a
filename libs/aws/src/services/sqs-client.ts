import type {
  SendMessageBatchCommandInput,
  SendMessageBatchCommandOutput,
  SendMessageCommandInput,
  SendMessageCommandOutput,
} from '@aws-sdk/client-sqs';
import type { ClientConfig, ClientDependencies } from '../aws-client.ts';
import { jsonRpc } from '../protocols/json-rpc.ts';

/** Sends messages to queues of SQS, without binary message attributes. */
export interface SqsClient {
  sendMessage(input: SendMessageCommandInput): Promise<SendMessageCommandOutput>;
  sendMessageBatch(input: SendMessageBatchCommandInput): Promise<SendMessageBatchCommandOutput>;
}

/** Creates an {@link SqsClient}. */
export function sqsClient(config?: ClientConfig, dependencies?: Partial<ClientDependencies>): SqsClient {
  const { call } = jsonRpc(service, config, dependencies);
  return {
    sendMessage: (input) => call('SendMessage', input),
    sendMessageBatch: (input) => call('SendMessageBatch', input),
  };
}

const service = {
  hostPrefix: 'sqs',
  environmentName: 'SQS',
  signingName: 'sqs',
  targetPrefix: 'AmazonSQS',
  version: '1.0',
} as const;
