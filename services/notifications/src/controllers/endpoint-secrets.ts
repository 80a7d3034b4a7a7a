import { changeRecord, type Versioned } from '#libs/gateways';
import type { WebhookEndpoints, WebhookSecrets } from '../gateways/webhook-endpoints.ts';
import { endpointNotFound, type EndpointKey } from '../models/webhook-endpoint.ts';
import {
  activeSecrets,
  newSecret,
  withoutSecret,
  withRotatedSecret,
  type SecretSet,
  type WebhookSecret,
} from '../models/webhook-secret.ts';
import { ownedEndpoint } from './owned-endpoint.ts';

interface Dependencies {
  readonly endpoints: Pick<WebhookEndpoints, 'find'>;
  readonly secrets: WebhookSecrets;
  readonly now: () => Date;
}

/** Makes a new secret, told here and never again; the ones before it sign for another day. */
export async function rotateEndpointSecret(key: EndpointKey, deps: Dependencies): Promise<WebhookSecret> {
  const { now } = deps;
  const secret = newSecret(now());
  await changeSecrets(key, (set) => withRotatedSecret(set, secret, now()), deps);
  return secret;
}

/** A secret that signs no more from now on. */
export async function deleteEndpointSecret(
  key: EndpointKey,
  secretId: string,
  deps: Dependencies,
): Promise<void> {
  await changeSecrets(key, (set) => withoutSecret(set, secretId, deps.now()), deps);
}

/** Those that sign, newest first. */
export async function listEndpointSecrets(key: EndpointKey, deps: Dependencies): Promise<WebhookSecret[]> {
  await ownedEndpoint(key, deps);
  return activeSecrets(await secretsOf(key, deps), deps.now());
}

async function changeSecrets(
  key: EndpointKey,
  change: (set: Versioned<SecretSet>) => Versioned<SecretSet>,
  deps: Dependencies,
): Promise<void> {
  await ownedEndpoint(key, deps);
  await changeRecord({ read: () => secretsOf(key, deps), change, replace: deps.secrets.replace });
}

async function secretsOf(
  { endpointId }: EndpointKey,
  { secrets }: Dependencies,
): Promise<Versioned<SecretSet>> {
  const set = await secrets.get({ endpointId });
  // Deleted in this moment, with its endpoint.
  if (!set) throw endpointNotFound();
  return set;
}
