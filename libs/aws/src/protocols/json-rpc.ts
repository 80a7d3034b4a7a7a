import {
  awsClient,
  type ClientConfig,
  type ClientDependencies,
  type ServiceDefinition,
} from '../aws-client.ts';
import type { AwsClient } from '../aws-client.ts';
import type { CallMetadata } from '../aws-error.ts';
import { parseJsonError } from './json-errors.ts';

/** A service with the AWS JSON protocol. */
export interface JsonRpcService extends Omit<ServiceDefinition, 'parseError'> {
  /** The prefix of `X-Amz-Target`: `DynamoDB_20120810`. */
  readonly targetPrefix: string;
  readonly version: '1.0' | '1.1';
  readonly parseError?: ServiceDefinition['parseError'];
}

/** Calls operations of a JSON service. */
export interface JsonRpc extends Pick<AwsClient, 'connect'> {
  /** @returns the parsed output @throws what {@link AwsClient.send} throws */
  call<Output>(operation: string, input: object): Promise<Output & { readonly $metadata: CallMetadata }>;
}

/** Creates a {@link JsonRpc}. https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html */
export function jsonRpc(
  { targetPrefix, version, parseError = parseJsonError, ...service }: JsonRpcService,
  config?: ClientConfig,
  dependencies?: Partial<ClientDependencies>,
): JsonRpc {
  const client = awsClient({ ...service, parseError }, config, dependencies);
  const contentType = `application/x-amz-json-${version}`;
  return {
    connect: () => client.connect(),
    async call<Output>(operation: string, input: object) {
      const { body, $metadata } = await client.send({
        path: '/',
        headers: { 'content-type': contentType, 'x-amz-target': `${targetPrefix}.${operation}` },
        body: JSON.stringify(input),
      });
      const output = (body === '' ? {} : JSON.parse(body)) as Output;
      return { ...output, $metadata };
    },
  };
}
