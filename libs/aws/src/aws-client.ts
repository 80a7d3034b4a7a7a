import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { AwsError, type CallMetadata, type ErrorResponse } from './aws-error.ts';
import { environmentCredentials, type Credentials } from './http/credentials.ts';
import { toEndpoint, type AwsService } from './http/endpoint.ts';
import { canBeClockSkew, retries, type Retry } from './http/retries.ts';
import { serverClock, type SigningTime } from './http/server-clock.ts';
import { requestSigner } from './http/signature.ts';
import { nodeTransport, type HttpRequest, type HttpResponse, type Transport } from './http/transport.ts';

/** The configuration of a client. What is absent comes from the environment. */
export interface ClientConfig {
  /** By default AWS_REGION, which Lambda sets, or us-east-1. */
  readonly region?: string;
  readonly endpoint?: string;
  readonly credentials?: Credentials;
  /** 3 by default. */
  readonly maxAttempts?: number;
  /** Milliseconds until a connection is established; 1,000 by default. */
  readonly connectionTimeout?: number;
  /** Milliseconds until the response to one attempt is complete; 2,000 by default. */
  readonly requestTimeout?: number;
}

/** What a client depends on; tests replace it. */
export interface ClientDependencies {
  readonly transport: Transport;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A number from 0 to 1. */
  readonly random: () => number;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** One call in the protocol of its service. */
export interface ServiceRequest {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A service and how to call it. */
export interface ServiceDefinition extends AwsService {
  /** The longest delay before the first retry in milliseconds; 50 by default. */
  readonly baseDelay?: number;
  /** Reads an error response. */
  readonly parseError: (response: HttpResponse) => ErrorResponse;
}

/** Sends requests to one service. */
export interface AwsClient {
  /**
   * Signs and sends a request, and repeats it after transient errors.
   *
   * @throws AwsError for the last error response
   * @throws Error of the network, or named `TimeoutError`; with `$metadata` like an {@link AwsError}
   */
  send(request: ServiceRequest): Promise<{ readonly body: string; readonly $metadata: CallMetadata }>;
  /**
   * Opens a connection ahead of the first call, for the initialization of a function; later calls of it return the same
   * promise. It never fails: the first call reports what is wrong. A call of the same tick opens it instead.
   */
  connect(): Promise<void>;
}

let sharedTransport: Transport | undefined;

const defaults = (): ClientDependencies => ({
  // Clients of one endpoint share its connections.
  transport: (sharedTransport ??= nodeTransport()),
  now: Date.now,
  random: Math.random,
  sleep: pause,
  environment: process.env,
});

/** Creates an {@link AwsClient}. */
export function awsClient(
  service: ServiceDefinition,
  config: ClientConfig = {},
  dependencies: Partial<ClientDependencies> = {},
): AwsClient {
  const { transport, now, random, sleep, environment } = { ...defaults(), ...dependencies };
  const { maxAttempts = 3, connectionTimeout = 1_000, requestTimeout = 2_000 } = config;
  const region = config.region ?? environment['AWS_REGION'] ?? 'us-east-1';
  const { protocol, hostname, port, host, pathname } = toEndpoint(
    service,
    region,
    environment,
    config.endpoint,
  );
  const basePath = pathname.replace(/\/$/, '');
  const timeouts = { connectionTimeout, requestTimeout };
  const sign = requestSigner({ region, signingName: service.signingName });
  const clock = serverClock(now);
  const budget = retries({ maxAttempts, baseDelay: service.baseDelay ?? 50, random });

  const toHttpRequest = ({ path, headers, body }: ServiceRequest) => ({
    protocol,
    hostname,
    port,
    method: 'POST' as const,
    path: `${basePath}${path}`,
    headers: { host, ...headers },
    body,
  });

  let connection: Promise<void> | undefined;
  let isCalled = false;
  async function openConnection(): Promise<void> {
    // A call that the module makes while it loads opens the connection itself.
    await Promise.resolve();
    if (isCalled) return;
    const headers = { host };
    const request = { protocol, hostname, port, method: 'GET', path: '/', headers, body: '' } as const;
    await transport(request, timeouts).catch(() => undefined);
  }

  async function attempt(request: HttpRequest): Promise<HttpResponse> {
    const signed = clock.read();
    const credentials = config.credentials ?? environmentCredentials(environment);
    const headers = { ...sign(request, credentials, signed.date), ...traceHeader(environment) };
    const response = await transport({ ...request, headers }, timeouts);
    if (response.status < 300) return response;
    throw toError(response, signed);
  }

  function toError(response: HttpResponse, signed: SigningTime): AwsError {
    const { status, headers } = response;
    const error = new AwsError(service.parseError(response), { status, requestId: toRequestId(headers) });
    const wasSkewed = clock.observe(headers.date, signed);
    // The next attempt is signed with the corrected time.
    return wasSkewed && canBeClockSkew(error) ? Object.assign(error, { $retryable: {} }) : error;
  }

  return {
    async send(request) {
      isCalled = true;
      const invocationId = randomUUID();
      let [totalRetryDelay, retry] = [0, undefined as Retry | undefined];
      for (let attempts = 1; ; attempts++) {
        const metadata = (): CallMetadata => ({ attempts, totalRetryDelay });
        try {
          const headers = {
            ...request.headers,
            'amz-sdk-invocation-id': invocationId,
            'amz-sdk-request': `attempt=${attempts}; max=${maxAttempts}`,
          };
          const response = await attempt(toHttpRequest({ ...request, headers }));
          budget.succeeded(retry);
          const { status, headers: received } = response;
          return {
            body: response.body,
            $metadata: { httpStatusCode: status, requestId: toRequestId(received), ...metadata() },
          };
        } catch (error) {
          retry = budget.next(error, attempts);
          if (!retry) throw withMetadata(error, metadata());
          totalRetryDelay += retry.delay;
          await sleep(retry.delay);
        }
      }
    },

    connect: () => (connection ??= openConnection()),
  };
}

/**
 * Carries the trace of an invocation on, which X-Ray shows and by which Lambda detects recursive loops.
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-recursion.html
 */
const traceHeader = (environment: ClientDependencies['environment']): Record<string, string> => {
  const trace = environment['_X_AMZN_TRACE_ID'];
  return environment['AWS_LAMBDA_FUNCTION_NAME'] && trace ? { 'X-Amzn-Trace-Id': trace } : {};
};

const toRequestId = (headers: HttpResponse['headers']): string | undefined =>
  [headers['x-amzn-requestid'], headers['x-amzn-request-id'], headers['x-amz-request-id']]
    .flat()
    .find((id) => id !== undefined);

const withMetadata = (error: unknown, metadata: CallMetadata): unknown =>
  Error.isError(error)
    ? Object.assign(error, { $metadata: { ...(error as Partial<AwsError>).$metadata, ...metadata } })
    : error;
