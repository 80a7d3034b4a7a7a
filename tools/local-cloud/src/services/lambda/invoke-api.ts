import type { AwsRequest, AwsResponse } from '../../contract/aws-request.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { InvocationOptions, InvocationResult } from '../../contract/function-invoker.ts';
import { ASYNCHRONOUS_PAYLOAD_BYTES, SYNCHRONOUS_PAYLOAD_BYTES } from './invocation-limits.ts';
import type { MappingView } from './event-source-mappings/mapping-view.ts';
import { functionNotFound, LambdaError } from './lambda-error.ts';
import { listMappings } from './list-mappings.ts';

export interface InvokeApiDependencies {
  /** Finds a function by name, alias or ARN. */
  readonly find: (functionArnOrName: string) => FunctionDefinition | undefined;
  readonly list: () => readonly FunctionDefinition[];
  readonly invoke: (
    functionName: string,
    event: string,
    options: InvocationOptions,
  ) => Promise<InvocationResult & { logTail: string }>;
  readonly invokeAsync: (functionName: string, event: string, options: InvocationOptions) => void;
  readonly versionsOf: (functionName: string) => readonly string[];
  readonly eventSourceMappings: () => readonly MappingView[];
}

const FUNCTIONS =
  /^\/2015-03-31\/functions\/?(?<name>[^/?]+)?(?:\/(?<part>invocations|configuration|versions))?\/?(?:\?.*)?$/;

const MAPPINGS = /^\/2015-03-31\/event-source-mappings\/?$/;

/**
 * The operations of the Lambda API that applications call.
 * https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html
 */
export function createInvokeApi(deps: InvokeApiDependencies): (request: AwsRequest) => Promise<AwsResponse> {
  return async (request) => {
    try {
      return await route(request, deps);
    } catch (error) {
      if (error instanceof LambdaError) return refused(error);
      throw error;
    }
  };
}

async function route(request: AwsRequest, deps: InvokeApiDependencies): Promise<AwsResponse> {
  const { pathname, searchParams } = new URL(request.path, 'http://lambda');
  if (MAPPINGS.test(pathname) && request.method === 'GET')
    return json(200, listMappings(deps.eventSourceMappings(), searchParams));
  const { name, part } = FUNCTIONS.exec(request.path)?.groups ?? {};
  if (!FUNCTIONS.test(request.path) || request.method === 'PUT' || request.method === 'DELETE')
    throw unknownOperation(request);
  if (name === undefined) return json(200, { Functions: deps.list().map(configuration) });
  const asked = decodeURIComponent(name);
  const definition = deps.find(asked);
  if (!definition)
    throw functionNotFound(
      asked.startsWith('arn:') ? asked : `arn:aws:lambda:us-east-1:000000000000:function:${asked}`,
    );
  if (part === 'invocations' && request.method === 'POST') return invocation(request, definition, deps);
  if (request.method !== 'GET') throw unknownOperation(request);
  if (part === 'configuration') return json(200, configuration(definition));
  if (part === 'versions')
    return json(200, {
      Versions: deps
        .versionsOf(definition.functionName)
        .map((Version) => ({ ...configuration(definition), Version })),
    });
  if (part === undefined)
    return json(200, {
      Configuration: configuration(definition),
      Code: { RepositoryType: 'local', Location: definition.bundlePath },
    });
  throw unknownOperation(request);
}

async function invocation(
  request: AwsRequest,
  { functionName }: FunctionDefinition,
  deps: InvokeApiDependencies,
): Promise<AwsResponse> {
  const header = (name: string): string | undefined => request.headers[name]?.toString();
  const type = header('x-amz-invocation-type') ?? 'RequestResponse';
  const event = eventOf(request.body, type);
  const options = optionsOf(header, request.trace);
  if (type === 'DryRun') return { status: 204, headers: {}, body: '' };
  if (type === 'Event') {
    deps.invokeAsync(functionName, event, options);
    return { status: 202, headers: {}, body: '' };
  }
  if (type !== 'RequestResponse')
    throw new LambdaError(
      'InvalidParameterValueException',
      400,
      `Invocation type ${type} is none of RequestResponse, Event and DryRun`,
    );
  const { payload, functionError, logTail } = await deps.invoke(functionName, event, options);
  return {
    status: 200,
    headers: {
      'content-type': 'application/json',
      'x-amz-executed-version': '$LATEST',
      ...(functionError ? { 'x-amz-function-error': functionError } : {}),
      ...(header('x-amz-log-type') === 'Tail'
        ? { 'x-amz-log-result': Buffer.from(logTail).toString('base64') }
        : {}),
    },
    body: payload,
  };
}

function eventOf(body: Buffer, type: string): string {
  const limitBytes = type === 'Event' ? ASYNCHRONOUS_PAYLOAD_BYTES : SYNCHRONOUS_PAYLOAD_BYTES;
  if (body.length > limitBytes)
    throw new LambdaError(
      'RequestTooLargeException',
      413,
      `${body.length} byte payload is too large for the ${type} invocation type (limit ${limitBytes} bytes)`,
    );
  const text = body.length === 0 ? '{}' : body.toString('utf8');
  try {
    JSON.parse(text);
  } catch (error) {
    throw new LambdaError(
      'InvalidRequestContentException',
      400,
      `Could not parse request body into json: ${(error as Error).message}`,
    );
  }
  return text;
}

function optionsOf(
  header: (name: string) => string | undefined,
  trace: string | undefined,
): InvocationOptions {
  const clientContext = header('x-amz-client-context');
  return {
    ...(clientContext ? { clientContext: Buffer.from(clientContext, 'base64').toString('utf8') } : {}),
    causes: [trace ?? header('x-amzn-trace-id')],
  };
}

const configuration = (definition: FunctionDefinition) => ({
  FunctionName: definition.functionName,
  FunctionArn: definition.functionArn,
  Runtime: definition.runtime,
  Role: definition.roleArn,
  Handler: definition.handler,
  Description: definition.description,
  Timeout: definition.timeoutSeconds,
  MemorySize: definition.memorySizeMegabytes,
  Environment: { Variables: definition.environment },
  Layers: definition.layerArns.map((Arn) => ({ Arn })),
  Version: '$LATEST',
  PackageType: 'Zip',
  State: 'Active',
  LastUpdateStatus: 'Successful',
});

const json = (status: number, body: unknown): AwsResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

const unknownOperation = ({ method, path }: AwsRequest): LambdaError =>
  new LambdaError(
    'UnknownOperationException',
    404,
    `The local Lambda does not support ${method} ${path.split('?')[0]}`,
  );

const refused = (error: LambdaError): AwsResponse => ({
  status: error.status,
  headers: { 'content-type': 'application/json', 'x-amzn-errortype': error.name },
  body: JSON.stringify({ Type: 'User', Message: error.message, message: error.message }),
});
