import { createHash, timingSafeEqual } from 'node:crypto';
import { surroundings } from '#libs/surroundings';
import { Type } from 'typebox';

// 256 bits. OWASP requires at least 128 of an opaque token.
// https://cheatsheetseries.owasp.org/cheatsheets/Session_Management_Cheat_Sheet.html
const TOKEN_BYTES = 32;

/** The header that opens a guest's session. Only its size is validated: a wrong token is answered like a wrong id. */
export const SessionTokenHeader = Type.String({ maxLength: 128 });

/** Creates the secret of a guest's session. Redaction recognizes its prefix (libs/logging). */
export const newSessionToken = (): string =>
  `cst_${Buffer.from(surroundings().randomBytes(TOKEN_BYTES)).toString('base64url')}`;

/** The digest that is stored. The token is random, so its digest needs no salt and no slow function. */
export const hashSessionToken = (token: string): string => digest(token).toString('base64url');

/** Compares a token with a stored digest in constant time. */
export const isSessionToken = (token: string, hash: string): boolean =>
  timingSafeEqual(digest(token), Buffer.from(hash, 'base64url'));

const digest = (token: string): Buffer => createHash('sha256').update(token).digest();
