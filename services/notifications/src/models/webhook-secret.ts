import { randomBytes } from 'node:crypto';
import { AppError } from '#libs/errors';
import { idSchema, IsoDateTime, newId } from '#libs/models';
import { Type, type Static } from 'typebox';

/** A secret that signs. The text is told once, when it is made, and never again. */
export interface WebhookSecret {
  readonly secretId: string;
  readonly secret: string;
  readonly createdAt: string;
  /** Absent on the newest, which lasts until it is replaced. */
  readonly expiresAt?: string;
}

/** All secrets of an endpoint, newest first: one record, so that its rules hold in one write. */
export interface SecretSet {
  readonly endpointId: string;
  readonly secrets: readonly WebhookSecret[];
}

export const SecretView = Type.Object({
  secretId: idSchema('whs'),
  createdAt: IsoDateTime,
  expiresAt: Type.Optional(IsoDateTime),
});
export type SecretView = Static<typeof SecretView>;

export const NewSecretView = Type.Object({ ...SecretView.properties, secret: Type.String() });

// The specification asks for 24 to 64 bytes.
const SECRET_BYTES = 32;
// Time to bring the new secret to every machine that verifies.
const OVERLAP_SECONDS = 24 * 60 * 60;
// Each adds a signature to every request; more than a botched rotation or two need.
export const MAX_SECRETS = 5;

export function newSecret(now: Date): WebhookSecret {
  return {
    secretId: newId('whs', now.getTime()),
    secret: `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`,
    createdAt: now.toISOString(),
  };
}

/** Those that sign at this time. */
export const activeSecrets = ({ secrets }: SecretSet, now: Date): WebhookSecret[] =>
  secrets.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > now.toISOString());

/** @throws AppError conflict `endpoint.too-many-secrets` */
export function withRotatedSecret<S extends SecretSet>(set: S, added: WebhookSecret, now: Date): S {
  const active = activeSecrets(set, now);
  if (active.length >= MAX_SECRETS)
    throw new AppError('conflict', 'endpoint.too-many-secrets', {
      detail: `${MAX_SECRETS} secrets are active, the most there may be. Delete one first.`,
    });
  const waitUntil = new Date(now.getTime() + OVERLAP_SECONDS * 1000).toISOString();
  return {
    ...set,
    secrets: [added, ...active.map((old) => ({ ...old, expiresAt: old.expiresAt ?? waitUntil }))],
  };
}

/** @throws AppError not-found, or conflict `endpoint.last-secret` for the one that no other replaces */
export function withoutSecret<S extends SecretSet>(set: S, secretId: string, now: Date): S {
  const active = activeSecrets(set, now);
  const found = active.find((secret) => secret.secretId === secretId);
  if (!found)
    throw new AppError('not-found', 'endpoint.secret-not-found', { detail: 'No such secret is active.' });
  if (found.expiresAt === undefined)
    throw new AppError('conflict', 'endpoint.last-secret', {
      detail: 'Nothing else would sign after this. Make a new secret first: POST …/secrets.',
    });
  return { ...set, secrets: active.filter((secret) => secret !== found) };
}

/** What may be shown of a secret after it was made. */
export const secretView = ({ secretId, createdAt, expiresAt }: WebhookSecret): SecretView => ({
  secretId,
  createdAt,
  ...(expiresAt !== undefined && { expiresAt }),
});
