import type { SSMClient } from '@aws-sdk/client-ssm';
import { createTradewind, type ClientOptions, type Tradewind } from '#libs/client';
import { getMachineToken, signIn, type SeededAccount } from './sign-in.ts';

/** The machine clients of services/identity/infra/machine-clients.yml. */
export const machineClients = ['catalog-feed', 'warehouse', 'order-feed'] as const;

/** A user that every local environment is seeded with, or a machine client. */
export type SeededUser = 'customer' | 'second-customer' | 'staff' | (typeof machineClients)[number];

/** A response of the API with its parsed body. */
export interface ApiResponse {
  readonly status: number;
  readonly headers: Headers;
  // Tests assert the shape of the body.
  readonly body: any; // oxlint-disable-line typescript/no-explicit-any
}

interface CallOptions {
  readonly as?: SeededUser;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The local cloud that the integration tests run against, started once from the packaged templates. */
export interface RunningCloud {
  readonly apiUrl: string;
  readonly endpointUrl: string;
  /** The folder with its state, including the key that signs tokens. */
  readonly stateFolder: string;
  /** The configuration of SDK clients: the endpoint, and credentials with all permissions. */
  readonly clientConfig: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  /** Calls the API: `call('GET', '/catalog/products', { as: 'staff' })`. */
  call(method: string, path: string, options?: CallOptions): Promise<ApiResponse>;
  /** Creates a client of the API, signed in as the user or anonymous. */
  client(user?: SeededUser, options?: Partial<ClientOptions>): Tradewind;
  /** Returns an access token of the user. */
  token(user: SeededUser): Promise<string>;
  /** Returns the value of a parameter, or an empty string when it does not exist. */
  parameter(name: string): Promise<string>;
  /** Returns the value of `!Ref` for a resource, such as a table name or a queue URL. */
  ref(service: string, logicalId: string): Promise<string>;
  /** Returns how often a function was invoked so far, to assert that a request did not reach it. */
  invocations(service: string, functionKey: string): Promise<number>;
  /** Returns the distinct AWS calls that the roles of a service made so far; see tools/checks. */
  calls(service: string): Promise<readonly RecordedCall[]>;
  /** Returns the recorded trace of a correlation id; without spans if there is none. */
  trace(correlationId: string): Promise<RecordedTrace>;
  /**
   * Replaces the faults that the local cloud injects; the plan is that of docs/guides/inject-faults.md.
   * @throws Error that says what is wrong with the plan
   */
  useFaults(plan: object): Promise<void>;
  /** Returns the faults that were injected since the last `useFaults`. */
  injectedFaults(): Promise<readonly InjectedFault[]>;
  /** Resolves when no stream record, message or execution is in progress. */
  settled(): Promise<void>;
}

/** A fault that acted on a call or delivery, as far as tests read it. */
export interface InjectedFault {
  readonly action: string;
  readonly name: string;
  readonly principal?: string;
}

/** What the local cloud recorded under one correlation id, as far as tests read it. */
export interface RecordedTrace {
  readonly spans?: readonly RecordedSpan[];
}

/** A request, invocation, call, message, execution, state or task. */
export interface RecordedSpan {
  readonly id: string;
  readonly parentId?: string;
  readonly kind: string;
  readonly name: string;
  readonly status: string;
  readonly resourceKey?: string;
}

/** An AWS call that a role of a service made. */
export interface RecordedCall {
  /** The key of the function, or the name of a task, state machine or schedule. */
  readonly function: string;
  /** `dynamodb:PutItem` */
  readonly action: string;
  readonly resource: string;
  readonly outcome: 'allowed' | 'denied';
}

interface CloudConnection {
  readonly apiUrl: string;
  readonly stateFolder: string;
  readonly endpointUrl: string;
  /** The control endpoint, for what AWS has no API for: whether all work has settled, how often a function ran. */
  readonly controlUrl: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly users: Readonly<Record<string, SeededAccount>>;
}

/**
 * Connects to the local cloud that `npm test` or `nx integration` started.
 *
 * @throws Error when no cloud is running
 */
export function runningCloud(): RunningCloud {
  const connection = process.env['TRADEWIND_TEST_CLOUD'];
  if (!connection)
    throw new Error(
      'No local cloud is running. Run the tests with "npm test" or "npx nx integration SERVICE".',
    );
  return connectToCloud(JSON.parse(connection) as CloudConnection);
}

/** Connects to a running local cloud. */
export function connectToCloud({
  apiUrl,
  endpointUrl,
  stateFolder,
  controlUrl,
  credentials,
  users,
}: CloudConnection): RunningCloud {
  const clientConfig = { endpoint: endpointUrl, region: 'us-east-1', credentials };
  const tokens = new Map<SeededUser, Promise<string>>();
  let parameters: SSMClient | undefined;

  const control = async <Body = Record<string, unknown>>(path: string, input?: object): Promise<Body> => {
    const request = input && { method: 'POST', body: JSON.stringify(input) };
    const response = await fetch(`${controlUrl}/${path}`, request);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Body;
  };

  // The SDK is loaded when a test needs it: most tests import this library for its fakes only.
  const parameter = async (name: string) => {
    const ssm = await import('@aws-sdk/client-ssm');
    parameters ??= new ssm.SSMClient(clientConfig);
    const { Parameter } = await parameters.send(
      new ssm.GetParameterCommand({ Name: name, WithDecryption: true }),
    );
    return Parameter?.Value ?? '';
  };

  const newToken = async (user: SeededUser): Promise<string> => {
    const { CognitoIdentityProviderClient } = await import('@aws-sdk/client-cognito-identity-provider');
    const identity = {
      pools: new CognitoIdentityProviderClient(clientConfig),
      parameter: (name: string) => parameter(`/tradewind/local/identity/${name}`),
    };
    const account = users[user];
    return account
      ? signIn(account, identity)
      : getMachineToken(user, `${endpointUrl}/oauth2/token`, identity);
  };

  const token = async (user: SeededUser): Promise<string> => {
    const known = await tokens.get(user)?.catch(() => undefined);
    if (known !== undefined && isUsable(known)) return known;
    const pending = newToken(user);
    tokens.set(user, pending);
    return pending;
  };

  return {
    apiUrl,
    endpointUrl,
    stateFolder,
    clientConfig,
    client: (user, options) =>
      createTradewind({
        baseUrl: apiUrl,
        timeoutMilliseconds: CALL_TIMEOUT_MILLISECONDS,
        ...(user && { auth: { canRefresh: false, getToken: () => token(user) } }),
        ...options,
      }),
    token,
    parameter,
    async call(method, path, { as, body, headers = {} } = {}) {
      const response = await fetch(`${apiUrl}${path}`, {
        method,
        headers: {
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(as && { authorization: `Bearer ${await token(as)}` }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await response.text();
      // A response to HEAD has the content type of the body that it leaves out.
      const isJson = text !== '' && response.headers.get('content-type')?.includes('json');
      return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
    },
    ref: async (service, logicalId) => String((await control(`resources/${service}/${logicalId}`))['ref']),
    invocations: async (service, functionKey) =>
      Number((await control(`invocations/${service}/${functionKey}`))['count']),
    calls: (service) => control<readonly RecordedCall[]>(`calls/${service}`),
    trace: (correlationId) => control<RecordedTrace>(`traces/${encodeURIComponent(correlationId)}`),
    useFaults: async (plan) => void (await control('faults', plan)),
    injectedFaults: () => control<readonly InjectedFault[]>('faults'),
    settled: async () => void (await control('settled')),
  };
}

// On a busy machine the first call of a function can take longer than the client waits by default.
const CALL_TIMEOUT_MILLISECONDS = 180_000;

// Tests may take longer than the quarter of an hour for which a token of staff is valid.
const SPARE_SECONDS = 60;

function isUsable(token: string): boolean {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    exp: number;
  };
  return claims.exp - SPARE_SECONDS > Date.now() / 1000;
}
