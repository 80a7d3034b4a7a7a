import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { jwtVerify, SignJWT, type JWK, type JWTPayload } from 'jose';
import { CorruptState } from '../../contract/corrupt-state.ts';

export interface SigningKey {
  readonly publicKey: KeyObject;
  /** The content of `/.well-known/jwks.json`. */
  readonly jwks: { readonly keys: readonly JWK[] };
  /** Signs claims with RS256; the caller sets `iat` and `jti`. */
  sign(claims: JWTPayload): Promise<string>;
  /** Returns the claims of a token. @throws JOSEError if the key did not sign it, or it has expired */
  verify(token: string): Promise<JWTPayload>;
}

function readKey(file: string): KeyObject {
  try {
    return createPrivateKey(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CorruptState(dirname(file), `${file}: ${(error as Error).message}`, { cause: error });
  }
}

/** Opens or creates the signing key of a state folder: tokens stay valid after a restart, and are valid for this state only. */
export function openSigningKey(file: string): SigningKey {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(`${file}.new`, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  }
  const privateKey = readKey(file);
  const publicKey = createPublicKey(privateKey);
  const jwk = publicKey.export({ format: 'jwk' }) as JWK;
  const kid = createHash('sha256').update(String(jwk.n)).digest('base64url');
  return {
    publicKey,
    jwks: { keys: [{ ...jwk, kid, alg: 'RS256', use: 'sig' }] },
    sign: (claims) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(privateKey),
    verify: async (token) => (await jwtVerify(token, publicKey, { algorithms: ['RS256'] })).payload,
  };
}
