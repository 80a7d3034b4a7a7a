import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import {
  CognitoIdentityProviderClient,
  InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { readFileSync } from 'node:fs';
import { decodeJwt, decodeProtectedHeader, SignJWT, type JWTPayload } from 'jose';
import { machineClients, type SeededAccount, type SeededUser } from '#libs/testing';
import { openSigningKey } from '../../../local-cloud/src/services/cognito/signing-key.ts';
import { workspaceRoot } from '../../../workspace/src/layout/workspace-folders.ts';
import { cloud } from '../shop.ts';

/** A caller of the matrix: what a request has in its `Authorization` header. */
export interface Caller {
  readonly name: string;
  readonly authorization: string | undefined;
  /** Who the token is of. Unusable tokens, and requests without one, have none. */
  readonly user: SeededUser | undefined;
}

/** The seeded users whose tokens are good. */
export const users: readonly SeededUser[] = ['customer', 'second-customer', 'staff', ...machineClients];

const base64url = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/**
 * Creates the callers of the matrix. Tokens that must be refused are made of good ones, each with one fault; where a fault
 * is not the signature, the pool's own key signs them.
 */
export async function createCallers(): Promise<Caller[]> {
  const key = openSigningKey(join(cloud.stateFolder, 'cognito', 'signing-key.pem'));
  const tokens = new Map(
    await Promise.all(users.map(async (user) => [user, await cloud.token(user)] as const)),
  );
  const good = users.map((user) => ({ name: user, user, authorization: `Bearer ${tokens.get(user)}` }));
  // Each kind of fault in a token of a customer and of staff, so that the fault is what every route refuses.
  const faulty = await Promise.all(
    (['customer', 'staff'] as const).map(async (user) => {
      const token = tokens.get(user)!;
      const claims = decodeJwt(token);
      const signed = (changes: JWTPayload) => key.sign({ ...claims, ...changes });
      const past = Math.floor(Date.now() / 1000) - 60;
      return {
        'alg none': `${base64url({ alg: 'none' })}.${base64url(claims)}.`,
        forged: await signedByAnother(token),
        tampered: [token.split('.')[0], base64url({ ...claims, sub: 'x' }), token.split('.')[2]].join('.'),
        expired: await signed({ exp: past }),
        'without expiry': await signed({ exp: undefined } as unknown as JWTPayload),
        'wrong issuer': await signed({ iss: `${claims.iss}x` }),
        'wrong audience': await signed({ client_id: 'another-client', aud: 'another-client' }),
        'made ID token': await signed({ token_use: 'id', aud: String(claims['client_id']) }),
      };
    }),
  );
  const refused = [
    { name: 'malformed', token: 'not.a.token' },
    { name: 'empty', token: '' },
    { name: 'ID token of a customer', token: await idTokenOfCustomer() },
    ...['customer', 'staff'].flatMap((user, index) =>
      Object.entries(faulty[index]!).map(([fault, token]) => ({ name: `${fault}, ${user}`, token })),
    ),
  ].map(({ name, token }) => ({ name, user: undefined, authorization: `Bearer ${token}` }));
  return [{ name: 'none', user: undefined, authorization: undefined }, ...refused, ...good];
}

async function signedByAnother(token: string): Promise<string> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { kid = '' } = decodeProtectedHeader(token);
  return new SignJWT(decodeJwt(token)).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey);
}

/** The ID token that the pool issues with the access token. */
async function idTokenOfCustomer(): Promise<string> {
  const accounts = JSON.parse(
    readFileSync(join(workspaceRoot, 'services/identity/local/users.json'), 'utf8'),
  ) as Record<string, SeededAccount>;
  const { email, password } = accounts['customer']!;
  const { AuthenticationResult } = await new CognitoIdentityProviderClient(cloud.clientConfig).send(
    new InitiateAuthCommand({
      ClientId: await cloud.parameter('/tradewind/local/identity/customer-client-id'),
      AuthFlow: 'USER_PASSWORD_AUTH',
      AuthParameters: { USERNAME: email, PASSWORD: password },
    }),
  );
  return AuthenticationResult?.IdToken ?? '';
}
