import { changeRecord, type Versioned } from '#libs/gateways';
import type {
  WebhookEndpointRepository,
  WebhookSecretRepository,
} from '../gateways/webhook-endpoint-repository.ts';
import { endpointNotFound, type EndpointKey } from '../models/webhook-endpoint.ts';
import {
  activeSecrets,
  newSecret,
  withoutSecret,
  withRotatedSecret,
  type SecretSet,
  type WebhookSecret,
} from '../models/webhook-secret.ts';
import { getEndpoint } from './get-endpoint.ts';

interface Dependencies {
  readonly endpoints: Pick<WebhookEndpointRepository, 'find'>;
  readonly secrets: WebhookSecretRepository;
  readonly now: () => Date;
}

/** Creates a secret, which only this response contains. The previous secrets stay active for another 24 hours. */
export async function rotateEndpointSecret(key: EndpointKey, deps: Dependencies): Promise<WebhookSecret> {
  const { now } = deps;
  const secret = newSecret(now());
  await changeSecrets(key, (set) => withRotatedSecret(set, secret, now()), deps);
  return secret;
}

/** Deactivates a secret. */
export async function deleteEndpointSecret(
  key: EndpointKey,
  secretId: string,
  deps: Dependencies,
): Promise<void> {
  await changeSecrets(key, (set) => withoutSecret(set, secretId, deps.now()), deps);
}

/** The active secrets, newest first. */
export async function listEndpointSecrets(key: EndpointKey, deps: Dependencies): Promise<WebhookSecret[]> {
  await getEndpoint(key, deps);
  return activeSecrets(await getSecrets(key, deps), deps.now());
}

async function changeSecrets(
  key: EndpointKey,
  change: (set: Versioned<SecretSet>) => Versioned<SecretSet>,
  deps: Dependencies,
): Promise<void> {
  await getEndpoint(key, deps);
  await changeRecord({ read: () => getSecrets(key, deps), change, replace: deps.secrets.replace });
}

async function getSecrets(
  { endpointId }: EndpointKey,
  { secrets }: Dependencies,
): Promise<Versioned<SecretSet>> {
  const set = await secrets.get({ endpointId });
  // The endpoint was deleted with its secrets in the meantime.
  if (!set) throw endpointNotFound();
  return set;
}
