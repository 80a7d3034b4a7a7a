import { join } from 'node:path';
import { createLocalJWKSet } from 'jose';
import { CognitoError, InvalidPasswordError, UnsupportedError } from 'cognito-local/lib/errors.js';
import type { UserPoolKeys } from '../../contract/user-pool-keys.ts';
import type { AwsRequest, AwsResponse } from '../../contract/aws-request.ts';
import type { LocalService } from '../../contract/local-service.ts';
import type { FunctionInvoker } from '../../contract/function-invoker.ts';
import { createClientCredentials } from './client-credentials.ts';
import { preflightResponse, withCors } from './cors.ts';
import { createPoolResources } from './pool-resources.ts';
import type { LambdaConfig } from './pool-triggers.ts';
import { openSigningKey, type SigningKey } from './signing-key.ts';
import { openUserPools, type UserPools } from './user-pools.ts';

export interface CognitoNeeds {
  readonly invoker: Pick<FunctionInvoker, 'invoke'>;
  /** The issuer of tokens is `ENDPOINT/POOL_ID`. */
  readonly endpointUrl: () => string;
  readonly stateFolder: string;
  /** Called with the codes that Cognito would send by email or text message. */
  readonly onMessage?: (line: string) => void;
}

export interface CognitoService extends LocalService {
  /** The pools' keys, for API Gateway's authorizers. */
  readonly pools: UserPoolKeys;
}

/**
 * Amazon Cognito user pools. cognito-local stores users; this service adds sign-in with MFA, the password policy, machine
 * clients and its own signing key. SRP is not supported; sign in with USER_PASSWORD_AUTH or ADMIN_USER_PASSWORD_AUTH.
 */
export function createCognitoService({
  invoker,
  endpointUrl,
  stateFolder,
  onMessage = () => {},
}: CognitoNeeds): CognitoService {
  const key: SigningKey = openSigningKey(join(stateFolder, 'cognito', 'signing-key.pem'));
  const keys = createLocalJWKSet({ keys: [...key.jwks.keys] });
  const issuerOf = (userPoolId: string): string => `${endpointUrl()}/${userPoolId}`;
  const lambdaConfigs = new Map<string, LambdaConfig>();
  const clientsOf = new Map<string, Set<string>>();
  let opened: Promise<UserPools> | undefined;
  const open = (): Promise<UserPools> =>
    (opened ??= openUserPools({ stateFolder, key, issuerOf, invoker, lambdaConfigs, onMessage }));
  const machineTokens = createClientCredentials({
    findClient: async (clientId) => (await open()).findClient(clientId),
    key,
    issuerOf,
  });

  async function call(request: AwsRequest): Promise<AwsResponse> {
    const target = request.headers['x-amz-target']?.toString() ?? '';
    const operation = target.split('.')[1] ?? '';
    try {
      const input = JSON.parse(request.body.toString('utf8') || '{}') as Record<string, unknown>;
      await refuseForgedToken(input);
      await refuseFlow(operation, input);
      return json(200, await (await open()).call(operation, input));
    } catch (error) {
      if (error instanceof UnsupportedError)
        return json(400, {
          __type: 'UnknownOperationException',
          message: `The local Cognito does not support ${operation}`,
        });
      if (error instanceof CognitoError) return json(400, said(error));
      throw error;
    }
  }

  /** Verifies the signature of access tokens, which cognito-local does not. */
  async function refuseForgedToken({ AccessToken: token }: Record<string, unknown>): Promise<void> {
    if (token === undefined) return;
    const isGood = await key.verify(String(token)).then(
      (claims) => claims.token_use === 'access',
      () => false,
    );
    if (!isGood) throw new CognitoError('NotAuthorizedException', 'Invalid Access Token');
  }

  async function refuseFlow(
    operation: string,
    { ClientId: clientId, AuthFlow: flow }: Record<string, unknown>,
  ): Promise<void> {
    if (operation !== 'InitiateAuth' && operation !== 'AdminInitiateAuth') return;
    const client = await (await open()).findClient(String(clientId));
    if (!client) return;
    // The default flows of a client: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
    const allowed = client.ExplicitAuthFlows ?? [
      'ALLOW_REFRESH_TOKEN_AUTH',
      'ALLOW_USER_SRP_AUTH',
      'ALLOW_CUSTOM_AUTH',
    ];
    const name = String(flow) === 'REFRESH_TOKEN' ? 'REFRESH_TOKEN_AUTH' : String(flow);
    if (!allowed.includes(`ALLOW_${name}`) && !allowed.includes(name))
      throw new CognitoError('InvalidParameterException', `${String(flow)} flow not enabled for this client`);
  }

  async function handle(request: AwsRequest): Promise<AwsResponse> {
    const path = request.path.split('?')[0]!;
    const [, userPoolId, document] =
      /^\/([^/]+)\/\.well-known\/(jwks\.json|openid-configuration)$/.exec(path) ?? [];
    if (userPoolId) {
      if (!lambdaConfigs.has(userPoolId))
        return json(404, { message: `User pool ${userPoolId} does not exist.` });
      return json(
        200,
        document === 'jwks.json' ? key.jwks : openIdConfiguration(issuerOf(userPoolId), endpointUrl()),
      );
    }
    if (path === '/oauth2/token') {
      if (request.method !== 'POST') return json(405, { error: 'invalid_request' });
      const { status, body } = await machineTokens(
        new URLSearchParams(request.body.toString('utf8')),
        request.headers.authorization,
      );
      return json(status, body);
    }
    if (request.method === 'OPTIONS') return preflightResponse();
    return withCors(await call(request), request);
  }

  return {
    name: 'cognito',
    signingNames: ['cognito-idp'],
    resources: createPoolResources({ open, issuerOf, lambdaConfigs, clientsOf }),
    handle,
    pools: {
      find(userPoolArn) {
        const userPoolId = userPoolArn.split('userpool/')[1] ?? '';
        return lambdaConfigs.has(userPoolId) ? { issuer: issuerOf(userPoolId), keys } : undefined;
      },
      hasClient: (userPoolArn, clientId) =>
        clientsOf.get(userPoolArn.split('userpool/')[1] ?? '')?.has(clientId) ?? false,
    },
  };
}

/** Corrects cognito-local's error for a wrong password. On AWS, InvalidPasswordException is for passwords that violate the policy. */
const said = (error: CognitoError): object =>
  error instanceof InvalidPasswordError
    ? { __type: 'NotAuthorizedException', message: 'Incorrect username or password.' }
    : { __type: error.code, message: error.message };

const openIdConfiguration = (issuer: string, endpointUrl: string) => ({
  issuer,
  jwks_uri: `${issuer}/.well-known/jwks.json`,
  token_endpoint: `${endpointUrl}/oauth2/token`,
  id_token_signing_alg_values_supported: ['RS256'],
  subject_types_supported: ['public'],
  response_types_supported: ['code', 'token'],
  token_endpoint_auth_methods_supported: ['client_secret_basic', 'client_secret_post'],
});

/** This protocol uses epoch seconds. */
const json = (status: number, body: unknown): AwsResponse => ({
  status,
  headers: { 'content-type': 'application/x-amz-json-1.1' },
  body: JSON.stringify(body ?? {}, function replace(this: Record<string, unknown>, name, value: unknown) {
    return this[name] instanceof Date ? Math.floor(this[name].getTime() / 1000) : value;
  }),
});
