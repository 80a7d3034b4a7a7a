import { join } from 'node:path';
import type { AppClient } from 'cognito-local/lib/services/appClient.js';
import type { Context } from 'cognito-local/lib/services/context.js';
import type { Services } from 'cognito-local/lib/services/index.js';
import type { FunctionInvoker } from '../../contract/function-invoker.ts';
import type { CognitoPools } from './cognito-pools.ts';
import { createJsonDataStores } from './json-data-store.ts';
import { createListingOperations } from './listing-operations.ts';
import { createNewPasswordRules } from './new-passwords.ts';
import { createPoolTriggers, type LambdaConfig } from './pool-triggers.ts';
import { createSignInOperations } from './sign-in-operations.ts';
import type { SigningKey } from './signing-key.ts';
import { createUserTokens } from './user-tokens.ts';

export interface UserPools {
  readonly pools: CognitoPools;
  readonly context: Context;
  findClient(clientId: string): Promise<AppClient | null>;
  /** Handles an operation of the API. @throws errors of cognito-local, whose `code` the SDK receives */
  call(operation: string, input: Readonly<Record<string, unknown>>): Promise<unknown>;
}

export interface UserPoolsNeeds {
  readonly stateFolder: string;
  readonly key: SigningKey;
  readonly issuerOf: (userPoolId: string) => string;
  readonly invoker: Pick<FunctionInvoker, 'invoke'>;
  readonly lambdaConfigs: ReadonlyMap<string, LambdaConfig>;
  /** Called with messages that Cognito would send: sign-up and recovery codes. */
  readonly onMessage: (line: string) => void;
}

// Discard the log of cognito-local, which repeats every request.
const silence = (): void => {};
const silentLogger = {
  debug: silence,
  info: silence,
  warn: silence,
  error: silence,
  child: () => silentLogger,
};

/**
 * Assembles cognito-local from its parts instead of starting its server, so that its data is in the state folder, tokens are
 * signed with a local key, triggers belong to their pool, and the password policy and MFA of a pool apply.
 */
export async function openUserPools({
  stateFolder,
  key,
  issuerOf,
  invoker,
  lambdaConfigs,
  onMessage,
}: UserPoolsNeeds): Promise<UserPools> {
  const [
    { Router },
    { CognitoServiceFactoryImpl },
    { UserPoolServiceFactoryImpl },
    { TriggersService },
    { MessagesService },
    { MessageDeliveryService },
    { DefaultConfig },
    { DateClock },
    { otp },
  ] = await Promise.all([
    import('cognito-local/lib/server/Router.js'),
    import('cognito-local/lib/services/cognitoService.js'),
    import('cognito-local/lib/services/userPoolService.js'),
    import('cognito-local/lib/services/triggers/triggers.js'),
    import('cognito-local/lib/services/messages.js'),
    import('cognito-local/lib/services/messageDelivery/messageDelivery.js'),
    import('cognito-local/lib/server/config.js'),
    import('cognito-local/lib/services/clock.js'),
    import('cognito-local/lib/services/otp.js'),
  ]);
  const context = { logger: silentLogger } as unknown as Context;
  const folder = join(stateFolder, 'cognito', 'pools');
  const clock = new DateClock();
  const stores = createJsonDataStores(folder);
  const pools = await new CognitoServiceFactoryImpl(
    folder,
    stores,
    new UserPoolServiceFactoryImpl(clock, stores),
  ).create(context, {});
  const poolTriggers = createPoolTriggers({
    configOf: (userPoolId) => lambdaConfigs.get(userPoolId) ?? {},
    anyPoolHas: (trigger) => [...lambdaConfigs.values()].some((config) => config[trigger] !== undefined),
    invoker,
  });
  const noCrypto = {
    encrypt: () =>
      Promise.reject(
        new Error('CustomEmailSender triggers are not supported locally, because they require KMS.'),
      ),
  };
  const triggers = new TriggersService(clock, pools, poolTriggers, noCrypto as never);
  const sender = {
    sendEmail: async (
      _: unknown,
      __: unknown,
      destination: string,
      message: { __code?: string; emailMessage?: string },
    ) => showCode(destination, message),
    sendSms: async (_: unknown, __: unknown, destination: string, message: { __code?: string }) =>
      showCode(destination, message),
  };
  const showCode = (destination: string, { __code: code = '(none)' }: { __code?: string }): void =>
    onMessage(`Cognito: the code for ${destination} is ${code}`);
  const tokens = createUserTokens({ key, issuerOf, triggers });
  const services: Services = {
    clock,
    cognito: pools,
    config: { ...DefaultConfig, TokenConfig: {} },
    messages: new MessagesService(triggers, new MessageDeliveryService(sender as never)),
    otp,
    tokenGenerator: tokens,
    triggers,
  };
  const route = Router(services);
  const perform = (operation: string) => async (input: Readonly<Record<string, unknown>>) =>
    route(operation)(context, input) as unknown;
  const listing = createListingOperations(perform);
  const withPassword = createNewPasswordRules({ pools, context });
  const signIn = createSignInOperations({
    pools,
    context,
    tokens,
    triggers,
    hasTrigger: (userPoolId, trigger) => lambdaConfigs.get(userPoolId)?.[trigger] !== undefined,
    isUnexpired: (token) => key.verify(token).then(Boolean, () => false),
  });

  /** Marks the address as verified after the code was used, which cognito-local does not. */
  async function verifyAddress({
    ClientId: clientId,
    Username: username,
  }: {
    ClientId: string;
    Username: string;
  }): Promise<void> {
    const pool = await pools.getUserPoolForClientId(context, clientId);
    const user = await pool.getUserByUsername(context, username);
    if (!user || !pool.options.AutoVerifiedAttributes?.includes('email')) return;
    const others = user.Attributes.filter(({ Name }) => Name !== 'email_verified');
    await pool.saveUser(context, {
      ...user,
      Attributes: [...others, { Name: 'email_verified', Value: 'true' }],
    });
  }

  return {
    pools,
    context,
    findClient: (clientId) => pools.getAppClient(context, clientId),
    async call(operation, input) {
      const ruled = await withPassword(operation, input);
      const handle = signIn.find(operation, ruled) ?? listing.find(operation) ?? perform(operation);
      const output: unknown = await handle(ruled);
      if (operation === 'ConfirmSignUp') await verifyAddress(ruled as { ClientId: string; Username: string });
      return output;
    },
  };
}
