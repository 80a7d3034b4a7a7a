import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminSetUserPasswordCommand,
  AssociateSoftwareTokenCommand,
  ChangePasswordCommand,
  CognitoIdentityProviderClient,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
  VerifySoftwareTokenCommand,
  type ChallengeNameType,
} from '@aws-sdk/client-cognito-identity-provider';
import { totp } from '#libs/testing';
import { decodeJwt } from 'jose';
import { startEdge, type Edge } from './edge-harness.ts';

const username = 'jane@example.com';
const password = 'Correct-horse-1';
const temporary = 'Temporary-horse-1';

let edge: Edge;
let cognito: CognitoIdentityProviderClient;
let strict: Pool;
let open: Pool;

interface Pool {
  readonly UserPoolId: string;
  readonly ClientId: string;
}

/** A pool with MFA that only administrators add users to, or one without, in which users sign up. */
async function deployPool(name: string, settings: Record<string, unknown>): Promise<Pool> {
  const pool = await edge.deploy(`${name}Pool`, 'AWS::Cognito::UserPool', {
    UsernameAttributes: ['email'],
    AutoVerifiedAttributes: ['email'],
    Policies: { PasswordPolicy: { MinimumLength: 12, RequireUppercase: true, RequireNumbers: true } },
    ...settings,
  });
  const client = await edge.deploy(`${name}Client`, 'AWS::Cognito::UserPoolClient', {
    UserPoolId: pool.ref,
    ExplicitAuthFlows: [
      'ALLOW_USER_PASSWORD_AUTH',
      'ALLOW_ADMIN_USER_PASSWORD_AUTH',
      'ALLOW_REFRESH_TOKEN_AUTH',
    ],
    AccessTokenValidity: 15,
    TokenValidityUnits: { AccessToken: 'minutes' },
  });
  return { UserPoolId: pool.ref, ClientId: client.ref };
}

beforeAll(async () => {
  edge = await startEdge();
  cognito = new CognitoIdentityProviderClient({
    endpoint: edge.endpointUrl,
    region: 'us-east-1',
    credentials: { accessKeyId: 'k', secretAccessKey: 's' },
  });
  strict = await deployPool('Strict', {
    MfaConfiguration: 'ON',
    EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
    AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] },
  });
  open = await deployPool('Open', {});
});
afterAll(async () => {
  cognito.destroy();
  await edge.stop();
});

const enter = (PASSWORD: string, { ClientId }: Pool = strict, USERNAME = username) =>
  cognito.send(
    new InitiateAuthCommand({
      ClientId,
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME, PASSWORD },
    }),
  );
const respond = (
  ChallengeName: ChallengeNameType,
  Session: string | undefined,
  responses: Record<string, string> = {},
) =>
  cognito.send(
    new RespondToAuthChallengeCommand({
      ClientId: strict.ClientId,
      ChallengeName,
      Session,
      ChallengeResponses: { USERNAME: username, ...responses },
    }),
  );

describe('a pool that requires MFA', () => {
  let secret = '';

  it('permits no sign-up', async () => {
    const attempt = cognito.send(
      new SignUpCommand({ ClientId: strict.ClientId, Username: 'eve@example.com', Password: password }),
    );
    await expect(attempt).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'SignUp is not permitted for this user pool',
    });
  });

  it('makes a new user choose a password and set up an app before it issues tokens', async () => {
    await cognito.send(
      new AdminCreateUserCommand({
        UserPoolId: strict.UserPoolId,
        Username: username,
        TemporaryPassword: temporary,
        MessageAction: 'SUPPRESS',
      }),
    );
    await expect(enter('Not-the-temporary-1')).rejects.toMatchObject({ name: 'NotAuthorizedException' });
    const first = await enter(temporary);
    expect(first).toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED' });
    const second = await respond('NEW_PASSWORD_REQUIRED', first.Session, { NEW_PASSWORD: password });
    expect(second).toMatchObject({
      ChallengeName: 'MFA_SETUP',
      ChallengeParameters: { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' },
    });
    expect(second.AuthenticationResult).toBeUndefined();

    const app = await cognito.send(new AssociateSoftwareTokenCommand({ Session: second.Session }));
    secret = app.SecretCode!;
    await expect(respond('MFA_SETUP', app.Session)).rejects.toMatchObject({
      name: 'InvalidParameterException',
    });
    const wrong = new VerifySoftwareTokenCommand({ Session: app.Session, UserCode: '000000' });
    await expect(cognito.send(wrong)).rejects.toMatchObject({ name: 'EnableSoftwareTokenMFAException' });
    const verified = await cognito.send(
      new VerifySoftwareTokenCommand({ Session: app.Session, UserCode: totp(secret) }),
    );
    expect(verified.Status).toBe('SUCCESS');
    const { AuthenticationResult: tokens } = await respond('MFA_SETUP', verified.Session);
    expect(tokens).toMatchObject({ TokenType: 'Bearer', ExpiresIn: 900 });
    const { iat, exp } = decodeJwt(tokens!.AccessToken!);
    expect(exp! - iat!).toBe(900);
  });

  it('requires a code from then on, also when an administrator signs in', async () => {
    const admin = new AdminInitiateAuthCommand({
      ...strict,
      AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: username, PASSWORD: password },
    });
    for (const entered of [await enter(password), await cognito.send(admin)]) {
      expect(entered.AuthenticationResult).toBeUndefined();
      expect(entered.ChallengeName).toBe('SOFTWARE_TOKEN_MFA');
      const code = { SOFTWARE_TOKEN_MFA_CODE: totp(secret) };
      const { AuthenticationResult: tokens } = await respond('SOFTWARE_TOKEN_MFA', entered.Session, code);
      expect(decodeJwt(tokens!.AccessToken!)).toMatchObject({ client_id: strict.ClientId });
      const renewed = await cognito.send(
        new InitiateAuthCommand({
          ClientId: strict.ClientId,
          AuthFlow: 'REFRESH_TOKEN_AUTH',
          AuthParameters: { REFRESH_TOKEN: tokens!.RefreshToken! },
        }),
      );
      expect(renewed.AuthenticationResult).toMatchObject({ ExpiresIn: 900 });
    }
  });

  it('accepts a session once, for its challenge, and not without its password', async () => {
    const code = () => ({ SOFTWARE_TOKEN_MFA_CODE: totp(secret) });
    const rejected = { name: 'NotAuthorizedException' };
    await expect(respond('SOFTWARE_TOKEN_MFA', 'made-up-session-0123456789', code())).rejects.toMatchObject(
      rejected,
    );
    const { Session } = await enter(password);
    await expect(
      respond('NEW_PASSWORD_REQUIRED', Session, { NEW_PASSWORD: 'Stolen-horse-1' }),
    ).rejects.toMatchObject(rejected);
    await expect(cognito.send(new AssociateSoftwareTokenCommand({ Session }))).rejects.toMatchObject(
      rejected,
    );
    await respond('SOFTWARE_TOKEN_MFA', Session, code());
    await expect(respond('SOFTWARE_TOKEN_MFA', Session, code())).rejects.toMatchObject(rejected);
  });

  it('leaves the recovery of a password to administrators', async () => {
    const attempt = new ForgotPasswordCommand({ ClientId: strict.ClientId, Username: username });
    await expect(cognito.send(attempt)).rejects.toMatchObject({
      name: 'NotAuthorizedException',
      message: 'Contact administrator to reset password',
    });
  });

  it('rejects a wrong code, and ends the session after five', async () => {
    const { Session } = await enter(password);
    const wrong = { SOFTWARE_TOKEN_MFA_CODE: totp(secret) === '000000' ? '111111' : '000000' };
    for (let attempt = 1; attempt <= 5; attempt++)
      await expect(respond('SOFTWARE_TOKEN_MFA', Session, wrong)).rejects.toMatchObject({
        name: 'CodeMismatchException',
      });
    await expect(
      respond('SOFTWARE_TOKEN_MFA', Session, { SOFTWARE_TOKEN_MFA_CODE: totp(secret) }),
    ).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });
});

describe('the password policy of a pool', () => {
  const tooShort = {
    name: 'InvalidPasswordException',
    message: 'Password did not conform with policy: Password not long enough',
  };
  const member = 'member@example.com';

  beforeAll(async () => {
    await cognito.send(
      new AdminCreateUserCommand({
        UserPoolId: open.UserPoolId,
        Username: member,
        MessageAction: 'SUPPRESS',
      }),
    );
    await cognito.send(
      new AdminSetUserPasswordCommand({
        UserPoolId: open.UserPoolId,
        Username: member,
        Password: password,
        Permanent: true,
      }),
    );
  });

  it.each([
    ['Short-1', 'Password not long enough'],
    ['all-lower-case-1', 'Password must have uppercase characters'],
    ['No-Number-In-It', 'Password must have numeric characters'],
  ])('rejects the sign-up with %s', async (Password, reason) => {
    const attempt = cognito.send(
      new SignUpCommand({ ClientId: open.ClientId, Username: 'new@example.com', Password }),
    );
    await expect(attempt).rejects.toMatchObject({
      name: 'InvalidPasswordException',
      message: `Password did not conform with policy: ${reason}`,
    });
    const query = new AdminGetUserCommand({ UserPoolId: open.UserPoolId, Username: 'new@example.com' });
    await expect(cognito.send(query)).rejects.toMatchObject({ name: 'UserNotFoundException' });
  });

  it('applies to AdminCreateUser and AdminSetUserPassword', async () => {
    const create = new AdminCreateUserCommand({
      UserPoolId: open.UserPoolId,
      Username: 'other@example.com',
      TemporaryPassword: 'Short-1',
      MessageAction: 'SUPPRESS',
    });
    await expect(cognito.send(create)).rejects.toMatchObject(tooShort);
    const set = new AdminSetUserPasswordCommand({
      UserPoolId: open.UserPoolId,
      Username: member,
      Password: 'Short-1',
      Permanent: true,
    });
    await expect(cognito.send(set)).rejects.toMatchObject(tooShort);
  });

  it('applies to ChangePassword, which needs the previous password', async () => {
    const { AuthenticationResult: tokens } = await enter(password, open, member);
    const change = (PreviousPassword: string, ProposedPassword: string) =>
      cognito.send(
        new ChangePasswordCommand({ AccessToken: tokens!.AccessToken, PreviousPassword, ProposedPassword }),
      );
    await expect(change(password, 'Short-1')).rejects.toMatchObject(tooShort);
    await expect(change('Wrong-horse-1', 'Another-horse-1')).rejects.toMatchObject({
      name: 'NotAuthorizedException',
    });
    await change(password, 'Another-horse-1');
    await expect(enter(password, open, member)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
  });

  it('applies to ConfirmForgotPassword', async () => {
    await cognito.send(new ForgotPasswordCommand({ ClientId: open.ClientId, Username: member }));
    const code = /code for member@example\.com is (\d+)/.exec(edge.messages.join('\n'))?.[1];
    const confirm = (Password: string) =>
      cognito.send(
        new ConfirmForgotPasswordCommand({
          ClientId: open.ClientId,
          Username: member,
          ConfirmationCode: code,
          Password,
        }),
      );
    await expect(confirm('Short-1')).rejects.toMatchObject(tooShort);
    await confirm('Recovered-horse-1');
    expect((await enter('Recovered-horse-1', open, member)).AuthenticationResult).toBeDefined();
  });

  it('applies to the new password of a first sign-in', async () => {
    await cognito.send(
      new AdminSetUserPasswordCommand({
        UserPoolId: open.UserPoolId,
        Username: member,
        Password: temporary,
        Permanent: false,
      }),
    );
    const { Session } = await enter(temporary, open, member);
    const choose = (NEW_PASSWORD: string) =>
      cognito.send(
        new RespondToAuthChallengeCommand({
          ClientId: open.ClientId,
          ChallengeName: 'NEW_PASSWORD_REQUIRED',
          Session,
          ChallengeResponses: { USERNAME: member, NEW_PASSWORD },
        }),
      );
    await expect(choose('Short-1')).rejects.toMatchObject(tooShort);
    expect((await choose('Chosen-horse-1')).AuthenticationResult).toBeDefined();
  });
});
