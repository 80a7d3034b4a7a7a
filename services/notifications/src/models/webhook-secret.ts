import { randomBytes } from 'node:crypto';
import { AppError } from '#libs/errors';
import { idSchema, Instant, newId } from '#libs/models';
import { Type, type Static } from 'typebox';

/** A signing secret. Only the response that creates it contains its value. */
export interface WebhookSecret {
  readonly secretId: string;
  readonly secret: string;
  readonly createdAt: string;
  /** Absent on the newest, which is active until it is replaced. */
  readonly expiresAt?: string;
}

/** All secrets of an endpoint, newest first. One record, so that one conditional write enforces the rules. */
export interface SecretSet {
  readonly endpointId: string;
  readonly secrets: readonly WebhookSecret[];
}

export const SecretView = Type.Object(
  {
    secretId: idSchema('whs'),
    createdAt: Instant,
    expiresAt: Type.Optional(Instant),
  },
  { title: 'WebhookSecret' },
);
export type SecretView = Static<typeof SecretView>;

export const NewSecretView = Type.Object(
  { ...SecretView.properties, secret: Type.String() },
  { title: 'NewWebhookSecret' },
);

// The specification requires 24 to 64 bytes.
const SECRET_BYTES = 32;
// Time to deploy the new secret to every receiver.
const OVERLAP_SECONDS = 24 * 60 * 60;
// Each adds a signature to every request; enough for two failed rotations.
export const MAX_SECRETS = 5;

export function newSecret(now: Date): WebhookSecret {
  return {
    secretId: newId('whs', now.getTime()),
    secret: `whsec_${randomBytes(SECRET_BYTES).toString('base64')}`,
    createdAt: now.toISOString(),
  };
}

export const activeSecrets = ({ secrets }: SecretSet, now: Date): WebhookSecret[] =>
  secrets.filter(({ expiresAt }) => expiresAt === undefined || expiresAt > now.toISOString());

/** @throws AppError conflict `endpoint.too-many-secrets` */
export function withRotatedSecret<S extends SecretSet>(set: S, added: WebhookSecret, now: Date): S {
  const active = activeSecrets(set, now);
  if (active.length >= MAX_SECRETS)
    throw new AppError('conflict', 'endpoint.too-many-secrets', {
      detail: `The endpoint has the maximum of ${MAX_SECRETS} active secrets. Delete one first.`,
    });
  const overlapEnd = new Date(now.getTime() + OVERLAP_SECONDS * 1000).toISOString();
  return {
    ...set,
    secrets: [
      added,
      ...active.map((previous) => ({ ...previous, expiresAt: previous.expiresAt ?? overlapEnd })),
    ],
  };
}

/** @throws AppError not-found, or conflict `endpoint.last-secret` for the newest */
export function withoutSecret<S extends SecretSet>(set: S, secretId: string, now: Date): S {
  const active = activeSecrets(set, now);
  const found = active.find((secret) => secret.secretId === secretId);
  if (!found)
    throw new AppError('not-found', 'endpoint.secret-not-found', {
      detail: 'No active secret with this id exists. List the secrets of the endpoint.',
    });
  if (found.expiresAt === undefined)
    throw new AppError('conflict', 'endpoint.last-secret', {
      detail: 'The newest secret cannot be deleted. Create a new secret first: POST …/secrets.',
    });
  return { ...set, secrets: active.filter((secret) => secret !== found) };
}

export const toSecretView = ({ secretId, createdAt, expiresAt }: WebhookSecret): SecretView => ({
  secretId,
  createdAt,
  ...(expiresAt !== undefined && { expiresAt }),
});
