import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

/** People and systems that every local environment knows. */
export type SeededUser = 'customer' | 'second-customer' | 'staff' | 'machine';

export interface ApiResponse {
  readonly status: number;
  readonly headers: Headers;
  // What an endpoint answers is what the test is about.
  readonly body: any; // oxlint-disable-line typescript/no-explicit-any
}

interface Call {
  readonly as?: SeededUser;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The local cloud that runs beside the integration tests, booted once from the packaged templates. */
export interface RunningCloud {
  readonly apiUrl: string;
  readonly endpointUrl: string;
  /** Where it keeps what it remembers, the key that signs its tokens included. */
  readonly stateFolder: string;
  /** For SDK clients: the endpoint, and credentials that may do everything. */
  readonly clientConfig: {
    readonly endpoint: string;
    readonly region: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  /** Calls the API: `call('GET', '/catalog/products', { as: 'staff' })`. */
  call(method: string, path: string, call?: Call): Promise<ApiResponse>;
  token(user: SeededUser): Promise<string>;
  parameter(name: string): Promise<string>;
  /** What `!Ref` of a resource gives: a table's name, a queue's URL. */
  ref(service: string, logicalId: string): Promise<string>;
  /** How often a function was invoked so far, to show that a request never reached it. */
  invocations(service: string, functionKey: string): Promise<number>;
  /** What the roles of a service were used for so far, each kind of call once; see tools/access-check. */
  calls(service: string): Promise<readonly RecordedCall[]>;
  /** Resolves once no stream record, message or execution is under way. */
  settled(): Promise<void>;
}

export interface RecordedCall {
  /** The key of the function, or the name of a task, state machine or schedule. */
  readonly function: string;
  /** `dynamodb:PutItem` */
  readonly action: string;
  readonly resource: string;
  readonly outcome: 'allowed' | 'denied';
}

interface Place {
  readonly apiUrl: string;
  readonly stateFolder: string;
  readonly endpointUrl: string;
  /** Answers what AWS would not tell: whether all is settled, how often a function ran. */
  readonly controlUrl: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  readonly users: Readonly<Record<string, { readonly email?: string; readonly password?: string }>>;
}

/** @throws Error outside of `npm test` and `nx integration`, which start the cloud and say where it is */
export function runningCloud(): RunningCloud {
  const said = process.env['TRADEWIND_TEST_CLOUD'];
  if (!said)
    throw new Error(
      'No local cloud is running for tests. Run them with "npm test" or "npx nx integration SERVICE".',
    );
  return connectToCloud(JSON.parse(said) as Place);
}

/** The running cloud at a place. */
export function connectToCloud({
  apiUrl,
  endpointUrl,
  stateFolder,
  controlUrl,
  credentials,
  users,
}: Place): RunningCloud {
  const clientConfig = { endpoint: endpointUrl, region: 'us-east-1', credentials };
  const tokens = new Map<SeededUser, Promise<string>>();
  const parameters = new SSMClient(clientConfig);
  const pool = new CognitoIdentityProviderClient(clientConfig);

  const control = async <Answer = Record<string, unknown>>(path: string): Promise<Answer> => {
    const response = await fetch(`${controlUrl}/${path}`);
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  };

  const parameter = async (name: string) => {
    const { Parameter } = await parameters.send(
      new GetParameterCommand({ Name: name, WithDecryption: true }),
    );
    return Parameter?.Value ?? '';
  };

  const signIn = async (user: Exclude<SeededUser, 'machine'>) => {
    const { email = '', password = '' } = users[user] ?? {};
    const { AuthenticationResult } = await pool.send(
      new InitiateAuthCommand({
        ClientId: await parameter('/tradewind/local/identity/user-pool-client-id'),
        AuthFlow: 'USER_PASSWORD_AUTH',
        AuthParameters: { USERNAME: email, PASSWORD: password },
      }),
    );
    return AuthenticationResult?.AccessToken ?? '';
  };

  const machineToken = async () => {
    const [UserPoolId, ClientId] = await Promise.all(
      ['user-pool-id', 'machine-client-id'].map((name) => parameter(`/tradewind/local/identity/${name}`)),
    );
    const { UserPoolClient } = await pool.send(new DescribeUserPoolClientCommand({ UserPoolId, ClientId }));
    const response = await fetch(`${endpointUrl}/oauth2/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${ClientId}:${UserPoolClient?.ClientSecret}`)}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    return ((await response.json()) as { access_token: string }).access_token;
  };

  const token = (user: SeededUser): Promise<string> => {
    const known = tokens.get(user) ?? (user === 'machine' ? machineToken() : signIn(user));
    tokens.set(user, known);
    return known;
  };

  return {
    apiUrl,
    endpointUrl,
    stateFolder,
    clientConfig,
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
      const isJson = response.headers.get('content-type')?.includes('json');
      return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
    },
    ref: async (service, logicalId) => String((await control(`resources/${service}/${logicalId}`))['ref']),
    invocations: async (service, functionKey) =>
      Number((await control(`invocations/${service}/${functionKey}`))['count']),
    calls: (service) => control<readonly RecordedCall[]>(`calls/${service}`),
    settled: async () => void (await control('settled')),
  };
}
