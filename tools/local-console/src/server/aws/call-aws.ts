import type { Credentials } from '../../../../local-cloud/src/contract/credentials.ts';
import { REGION } from '../../../../workspace/src/aws/aws-constants.ts';
import { ConsoleProblem } from '../route.ts';
import { awsPackages } from './aws-packages.ts';
import { fromJson, toJson } from './json-values.ts';

interface Dependencies {
  readonly endpointUrl: string;
  readonly credentials: Credentials;
}

/** Calls an operation by its name with the JSON input of the SDK's command: `('sqs', 'SendMessage', {…})`. */
export type CallAws = (service: string, operation: string, input: unknown) => Promise<unknown>;

interface Client {
  send(command: unknown): Promise<unknown>;
}

// What the page shows of an object; larger ones are downloaded through a presigned URL.
const MAX_BODY_BYTES = 8 * 1024 * 1024;

/**
 * Calls AWS on behalf of the page: with the SDK, at the endpoint and with the credentials that every developer has, so
 * that the console can do nothing that a developer could not do.
 *
 * @throws ConsoleProblem with the status and code of AWS if the call fails
 */
export function createCallAws({ endpointUrl, credentials }: Dependencies): CallAws {
  const clients = new Map<string, Promise<{ client: Client; module: Readonly<Record<string, unknown>> }>>();

  const connect = async (service: string) => {
    const found = Object.hasOwn(awsPackages, service) ? awsPackages[service] : undefined;
    if (found === undefined)
      throw new ConsoleProblem(
        404,
        'aws.unknown-service',
        `The console calls no service "${service}". It calls ${Object.keys(awsPackages).join(', ')}.`,
      );
    const module = await found.load();
    const Client = module[found.client] as new (config: object) => Client;
    const config = {
      endpoint: endpointUrl,
      region: REGION,
      credentials,
      forcePathStyle: true,
      maxAttempts: 1,
    };
    return { client: new Client(config), module };
  };

  return async (service, operation, input) => {
    if (!clients.has(service)) clients.set(service, connect(service));
    const { client, module } = await clients.get(service)!.catch((error: unknown) => {
      clients.delete(service);
      throw error;
    });
    const name = `${operation}Command`;
    const Command = Object.hasOwn(module, name) ? module[name] : undefined;
    if (typeof Command !== 'function')
      throw new ConsoleProblem(404, 'aws.unknown-operation', `${service} has no operation "${operation}".`);
    try {
      const command = new (Command as new (value: unknown) => unknown)(fromJson(input ?? {}));
      return toJson(await readBody(await client.send(command)));
    } catch (error) {
      throw toProblem(error);
    }
  };
}

/** Replaces the body of an object, which is a stream, by its bytes. */
async function readBody(output: unknown): Promise<unknown> {
  const { Body: body, ContentLength: length = 0 } = output as {
    Body?: { transformToByteArray?: () => Promise<Uint8Array> };
    ContentLength?: number;
  };
  if (typeof body?.transformToByteArray !== 'function') return output;
  if (length > MAX_BODY_BYTES)
    throw new ConsoleProblem(
      413,
      'aws.object-too-large',
      'The object is larger than 8 MiB. Download it instead.',
    );
  return { ...(output as object), Body: await body.transformToByteArray() };
}

function toProblem(error: unknown): unknown {
  if (error instanceof ConsoleProblem || !(error instanceof Error)) return error;
  const { $metadata } = error as Error & { $metadata?: { httpStatusCode?: number } };
  // Without metadata the SDK refused the input.
  return new ConsoleProblem($metadata?.httpStatusCode ?? 400, error.name, error.message);
}
