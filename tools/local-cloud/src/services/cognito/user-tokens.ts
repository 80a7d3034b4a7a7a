import { randomUUID } from 'node:crypto';
import type { AppClient } from 'cognito-local/lib/services/appClient.js';
import type { TokenGenerator } from 'cognito-local/lib/services/tokenGenerator.js';
import type { Triggers } from 'cognito-local/lib/services/triggers/triggers.js';
import type { SigningKey } from './signing-key.ts';

type Claims = Record<string, unknown>;

const SECONDS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };
const PROTECTED_CLAIMS = new Set([
  'iss',
  'sub',
  'aud',
  'exp',
  'iat',
  'jti',
  'token_use',
  'auth_time',
  'cognito:username',
]);

/**
 * Creates the tokens of a user instead of cognito-local, whose tokens are signed with a published key and are valid for
 * 24 hours instead of one.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html
 */
export function createUserTokens({
  key,
  issuerOf,
  triggers,
}: {
  key: SigningKey;
  issuerOf: (userPoolId: string) => string;
  triggers: Pick<Triggers, 'enabled' | 'preTokenGeneration'>;
}): TokenGenerator {
  return {
    async generate(context, user, groups, client, clientMetadata, source) {
      const now = Math.floor(Date.now() / 1000);
      const attributes = Object.fromEntries(user.Attributes.map(({ Name, Value }) => [Name, Value ?? '']));
      const shared: Claims = {
        sub: attributes.sub,
        iss: issuerOf(client.UserPoolId),
        ...(groups.length > 0 ? { 'cognito:groups': groups } : {}),
        origin_jti: randomUUID(),
        event_id: randomUUID(),
        auth_time: now,
        iat: now,
      };
      let identity: Claims = {
        ...shared,
        ...claimsOf(attributes),
        'cognito:username': user.Username,
        aud: client.ClientId,
        token_use: 'id',
        jti: randomUUID(),
        exp: now + validitySeconds(client, 'IdToken', 3600, 'hours'),
      };
      if (triggers.enabled('PreTokenGeneration')) {
        const { claimsOverrideDetails } = await triggers.preTokenGeneration(context, {
          clientId: client.ClientId,
          clientMetadata,
          source,
          userAttributes: user.Attributes,
          username: user.Username,
          userPoolId: client.UserPoolId,
          groupConfiguration: {
            groupsToOverride: [...groups],
            iamRolesToOverride: [],
            preferredRole: undefined,
          },
        });
        identity = overridden(identity, claimsOverrideDetails ?? {});
        if ('cognito:groups' in identity) shared['cognito:groups'] = identity['cognito:groups'];
      }
      const access: Claims = {
        ...shared,
        client_id: client.ClientId,
        scope: 'aws.cognito.signin.user.admin',
        token_use: 'access',
        username: user.Username,
        jti: randomUUID(),
        exp: now + validitySeconds(client, 'AccessToken', 3600, 'hours'),
      };
      const refresh: Claims = {
        'cognito:username': user.Username,
        iss: shared.iss,
        iat: now,
        jti: randomUUID(),
        exp: now + validitySeconds(client, 'RefreshToken', 30 * SECONDS.days, 'days'),
      };
      const [AccessToken, IdToken, RefreshToken] = await Promise.all(
        [access, identity, refresh].map((claims) => key.sign(claims)),
      );
      return { AccessToken: AccessToken!, IdToken: IdToken!, RefreshToken: RefreshToken! };
    },
  };
}

function claimsOf(attributes: Record<string, string>): Claims {
  const flags = Object.entries(attributes).filter(([name]) => name.endsWith('_verified'));
  return { ...attributes, ...Object.fromEntries(flags.map(([name, value]) => [name, value === 'true'])) };
}

interface Overrides {
  claimsToAddOrOverride?: Record<string, string> | undefined;
  claimsToSuppress?: string[] | undefined;
  groupOverrideDetails?: { groupsToOverride?: string[] | undefined } | null | undefined;
}

function overridden(
  claims: Claims,
  { claimsToAddOrOverride = {}, claimsToSuppress = [], groupOverrideDetails }: Overrides,
): Claims {
  const changed = { ...claims };
  for (const [name, value] of Object.entries(claimsToAddOrOverride))
    if (!PROTECTED_CLAIMS.has(name)) changed[name] = value;
  for (const name of claimsToSuppress) if (!PROTECTED_CLAIMS.has(name)) delete changed[name];
  if (groupOverrideDetails?.groupsToOverride)
    changed['cognito:groups'] = groupOverrideDetails.groupsToOverride;
  return changed;
}

/** The unit of a client's token validity is a separate property. */
export function validitySeconds(
  client: Pick<AppClient, 'TokenValidityUnits' | `${'AccessToken' | 'IdToken' | 'RefreshToken'}Validity`>,
  token: 'AccessToken' | 'IdToken' | 'RefreshToken',
  defaultSeconds: number,
  defaultUnit: keyof typeof SECONDS,
): number {
  const validity = client[`${token}Validity`];
  if (!validity) return defaultSeconds;
  return (
    Number(validity) * SECONDS[(client.TokenValidityUnits?.[token] ?? defaultUnit) as keyof typeof SECONDS]
  );
}
