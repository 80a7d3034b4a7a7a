import { createHash, randomBytes } from 'node:crypto';
import { arn, REGION } from '../../../../workspace/src/aws/aws-constants.ts';
import type { ResourceProvider } from '../../contract/local-service.ts';
import type { DeployedResource, Resource } from '../../contract/resource.ts';
import type { LambdaConfig } from './pool-triggers.ts';
import type { UserPools } from './user-pools.ts';

export interface PoolResourcesNeeds {
  readonly open: () => Promise<UserPools>;
  readonly issuerOf: (userPoolId: string) => string;
  readonly lambdaConfigs: Map<string, LambdaConfig>;
  /** Filled when clients are deployed, because API Gateway reads it synchronously. */
  readonly clientsOf: Map<string, Set<string>>;
}

const NOT_SENT = 'no e-mail or text message leaves this machine';
const NO_PAGES = 'hosted pages are not supported';

const stableId = ({ stackName, logicalId }: Resource, length: number): string =>
  BigInt(`0x${createHash('sha256').update(`${stackName}/${logicalId}`).digest('hex')}`)
    .toString(36)
    .slice(0, length);

/** Cognito's resource types. Ids derive from names in the template, so tokens and configuration stay valid after a restart. */
export function createPoolResources({
  open,
  issuerOf,
  lambdaConfigs,
  clientsOf,
}: PoolResourcesNeeds): Record<string, ResourceProvider> {
  async function deployPool(resource: Resource): Promise<DeployedResource> {
    const { properties } = resource;
    const userPoolId = `${REGION}_${stableId(resource, 9)}`;
    const { pools, context } = await open();
    const { LambdaConfig: _, ...settings } = properties;
    lambdaConfigs.set(userPoolId, triggersOf(resource));
    refuseUnsupported(resource);
    const options = {
      Name: String(properties.UserPoolName ?? resource.logicalId),
      ...settings,
      ...(properties.Schema
        ? { SchemaAttributes: schemaAttributes(properties.Schema as SchemaAttribute[]) }
        : {}),
      Id: userPoolId,
      Arn: arn('cognito-idp', `userpool/${userPoolId}`),
    };
    const exists = (await pools.listUserPools(context)).some(({ Id }) => Id === userPoolId);
    if (!exists) await pools.createUserPool(context, options as never);
    const pool = await pools.getUserPool(context, userPoolId);
    // Not what cognito-local made of them: it adds its defaults to a part of a policy.
    await pool.updateOptions(context, { ...pool.options, ...options } as never);
    return {
      ref: userPoolId,
      attributes: {
        Arn: options.Arn,
        UserPoolId: userPoolId,
        ProviderName: issuerOf(userPoolId).replace(/^https?:\/\//, ''),
        ProviderURL: issuerOf(userPoolId),
      },
    };
  }

  async function deployClient(resource: Resource): Promise<DeployedResource> {
    const { UserPoolId: poolId, GenerateSecret: generate, ...settings } = resource.properties;
    const [userPoolId, clientId] = [String(poolId), stableId(resource, 26)];
    const { pools, context, findClient } = await open();
    const known = await findClient(clientId);
    const secret =
      String(generate) === 'true' ? (known?.ClientSecret ?? randomBytes(26).toString('hex')) : undefined;
    const pool = await pools.getUserPool(context, userPoolId);
    await pool.saveAppClient(context, {
      ClientName: resource.logicalId,
      ...settings,
      ...(secret ? { ClientSecret: secret } : {}),
      ClientId: clientId,
      UserPoolId: userPoolId,
      CreationDate: known?.CreationDate ?? new Date(),
      LastModifiedDate: new Date(),
    } as never);
    clientsOf.set(userPoolId, (clientsOf.get(userPoolId) ?? new Set()).add(clientId));
    return {
      ref: clientId,
      attributes: {
        ClientId: clientId,
        Name: String(settings.ClientName ?? resource.logicalId),
        ...(secret ? { ClientSecret: secret } : {}),
      },
    };
  }

  async function deployGroup({ properties, logicalId }: Resource): Promise<DeployedResource> {
    const { UserPoolId: userPoolId, GroupName: name = logicalId, ...settings } = properties;
    const { pools, context } = await open();
    const pool = await pools.getUserPool(context, String(userPoolId));
    const known = await pool.getGroupByGroupName(context, String(name));
    await pool.saveGroup(context, {
      members: [],
      CreationDate: new Date(),
      ...known,
      ...settings,
      GroupName: String(name),
      LastModifiedDate: new Date(),
    });
    return { ref: String(name) };
  }

  return {
    'AWS::Cognito::UserPool': {
      holdsData: true,
      honors: [
        'UserPoolName',
        'UsernameAttributes',
        'AutoVerifiedAttributes',
        'Schema',
        'LambdaConfig',
        'MfaConfiguration',
        'AdminCreateUserConfig',
        'Policies',
        'AliasAttributes',
        'UsernameConfiguration',
        'EnabledMfas',
        'AccountRecoverySetting',
      ],
      ignores: {
        EmailConfiguration: NOT_SENT,
        SmsConfiguration: NOT_SENT,
        VerificationMessageTemplate: NOT_SENT,
        EmailVerificationMessage: NOT_SENT,
        EmailVerificationSubject: NOT_SENT,
        UserAttributeUpdateSettings: NOT_SENT,
        UserPoolAddOns: 'threat protection is not supported',
        UserPoolTier: 'affects the price only',
        UserPoolTags: 'no local effect',
        DeletionProtection: 'npm start -- --fresh clears the pool in any case',
        DeviceConfiguration: 'devices are not remembered',
      },
      deploy: deployPool,
      async clear(_resource, { ref }) {
        const { pools, context } = await open();
        const pool = await pools.getUserPool(context, ref);
        for (const user of await pool.listUsers(context)) await pool.deleteUser(context, user);
      },
    },
    'AWS::Cognito::UserPoolClient': {
      honors: [
        'UserPoolId',
        'ClientName',
        'GenerateSecret',
        'ExplicitAuthFlows',
        'AllowedOAuthFlows',
        'AllowedOAuthFlowsUserPoolClient',
        'AllowedOAuthScopes',
        'AccessTokenValidity',
        'IdTokenValidity',
        'RefreshTokenValidity',
        'TokenValidityUnits',
        'AuthSessionValidity',
        'ReadAttributes',
        'WriteAttributes',
      ],
      ignores: {
        CallbackURLs: NO_PAGES,
        LogoutURLs: NO_PAGES,
        DefaultRedirectURI: NO_PAGES,
        SupportedIdentityProviders: NO_PAGES,
        PreventUserExistenceErrors: 'errors name the cause, which helps in local development',
        EnableTokenRevocation: 'tokens are valid until they expire',
        EnablePropagateAdditionalUserContextData: 'threat protection is not supported',
      },
      deploy: deployClient,
    },
    'AWS::Cognito::UserPoolGroup': {
      honors: ['UserPoolId', 'GroupName', 'Description', 'Precedence'],
      ignores: { RoleArn: 'identity pools are not supported' },
      deploy: deployGroup,
    },
    'AWS::Cognito::UserPoolResourceServer': {
      honors: ['UserPoolId', 'Identifier'],
      ignores: { Scopes: 'clients name their allowed scopes', Name: 'hosted pages are not supported' },
      deploy: async ({ properties }) => ({ ref: String(properties.Identifier) }),
    },
    'AWS::Cognito::UserPoolDomain': {
      honors: ['Domain'],
      ignores: {
        UserPoolId: 'the token endpoint is /oauth2/token of the AWS endpoint for every pool',
        CustomDomainConfig: NO_PAGES,
        ManagedLoginVersion: NO_PAGES,
      },
      deploy: async ({ properties }) => ({
        ref: String(properties.Domain),
        attributes: { CloudFrontDistribution: 'local' },
      }),
    },
  };
}

const TRIGGERS = new Set<string>([
  'CustomMessage',
  'PostAuthentication',
  'PostConfirmation',
  'PreSignUp',
  'PreTokenGeneration',
  'UserMigration',
] satisfies (keyof LambdaConfig)[]);

/** @throws Error for an unsupported trigger, because sign-in would silently behave differently from AWS */
function triggersOf({ service, logicalId, properties }: Resource): LambdaConfig {
  const triggers = (properties.LambdaConfig ?? {}) as Record<string, unknown>;
  const unknown = Object.keys(triggers).filter((name) => !TRIGGERS.has(name));
  if (unknown.length > 0)
    throw new Error(
      `${service}: the user pool ${logicalId} has the triggers ${unknown.join(', ')}; the local Cognito calls only ${[...TRIGGERS].join(', ')}`,
    );
  return triggers as LambdaConfig;
}

/** @throws Error for MFA and password rules that would silently not apply */
function refuseUnsupported({ service, logicalId, properties }: Resource): void {
  const { EnabledMfas: mfas = [], Policies: policies } = properties as PoolProperties;
  const unsupported = [
    ...mfas.filter((mfa) => mfa !== 'SOFTWARE_TOKEN_MFA'),
    ...Object.keys(policies?.PasswordPolicy ?? {}).filter((rule) => rule === 'PasswordHistorySize'),
  ];
  if (unsupported.length > 0)
    throw new Error(
      `${service}: the user pool ${logicalId} declares ${unsupported.join(', ')}, which the local Cognito does not support.`,
    );
}

interface PoolProperties {
  readonly EnabledMfas?: readonly string[];
  readonly Policies?: { readonly PasswordPolicy?: object };
}

interface SchemaAttribute {
  Name: string;
  [setting: string]: unknown;
}

const STANDARD = new Set([
  'sub',
  'email',
  'email_verified',
  'name',
  'given_name',
  'family_name',
  'middle_name',
  'nickname',
  'preferred_username',
  'profile',
  'picture',
  'website',
  'gender',
  'birthdate',
  'zoneinfo',
  'locale',
  'phone_number',
  'phone_number_verified',
  'address',
  'updated_at',
]);

/** Adds the prefix of custom attributes, as Cognito does. */
const schemaAttributes = (schema: readonly SchemaAttribute[]): SchemaAttribute[] =>
  schema.map((attribute) =>
    STANDARD.has(attribute.Name) ? attribute : { ...attribute, Name: `custom:${attribute.Name}` },
  );
