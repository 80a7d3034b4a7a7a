import type { Credentials } from '../credentials.ts';
import type { JsonObject } from '../json/json.ts';
import { signedHeaders } from './signature.ts';
import { toCamelCase, toPascalCase } from './wire-case.ts';

/** A service whose API speaks JSON: https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html */
export interface JsonApi {
  readonly signingName: string;
  readonly target: string;
  readonly version: '1.0' | '1.1';
  /** State machines use PascalCase for all services; the APIs of some use camelCase. */
  readonly wireCase: 'pascal' | 'camel';
}

export const jsonApis = {
  dynamodb: { signingName: 'dynamodb', target: 'DynamoDB_20120810', version: '1.0', wireCase: 'pascal' },
  sqs: { signingName: 'sqs', target: 'AmazonSQS', version: '1.0', wireCase: 'pascal' },
  ssm: { signingName: 'ssm', target: 'AmazonSSM', version: '1.1', wireCase: 'pascal' },
  ecs: {
    signingName: 'ecs',
    target: 'AmazonEC2ContainerServiceV20141113',
    version: '1.1',
    wireCase: 'camel',
  },
  states: { signingName: 'states', target: 'AWSStepFunctions', version: '1.0', wireCase: 'camel' },
} as const satisfies Record<string, JsonApi>;

interface ApiCall {
  readonly api: JsonApi;
  /** `SendMessage` */
  readonly operation: string;
  readonly input: JsonObject;
  readonly credentials: Credentials;
  readonly signal: AbortSignal;
  /** The trace header of the caller. */
  readonly trace: string;
}

/**
 * Calls the AWS endpoint with the credentials of the caller's role, so that the endpoint authorizes the call. It avoids
 * loading an SDK client per service, which would use more memory.
 *
 * @throws Error with the name that the service returned
 */
export function awsApi(endpointUrl: () => string) {
  return async ({ api, operation, input, credentials, signal, trace }: ApiCall): Promise<JsonObject> => {
    const url = new URL('/', endpointUrl());
    const { signingName, version, wireCase } = api;
    const body = JSON.stringify(wireCase === 'camel' ? toCamelCase(input) : input);
    const headers = {
      'content-type': `application/x-amz-json-${version}`,
      'x-amz-target': `${api.target}.${operation}`,
      'x-amzn-trace-id': trace,
    };
    const response = await fetch(url, {
      method: 'POST',
      headers: await signedHeaders({ url, signingName, headers, body, credentials }),
      body,
      signal,
    });
    const text = await response.text();
    const answer = text === '' ? {} : (JSON.parse(text) as JsonObject);
    if (!response.ok) throw errorOf(answer, response.status);
    return wireCase === 'camel' ? (toPascalCase(answer) as JsonObject) : answer;
  };
}

function errorOf(answer: JsonObject, status: number): Error {
  const type = String(answer['__type'] ?? `Http${status}`);
  const error = new Error(String(answer['message'] ?? answer['Message'] ?? type));
  error.name = type.split('#').at(-1) ?? type;
  return error;
}
