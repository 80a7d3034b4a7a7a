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

interface Needs {
  readonly endpoints: Pick<WebhookEndpoints, 'find'>;
  readonly secrets: WebhookSecrets;
  readonly now: () => Date;
}

/** Makes a new secret, told here and never again; the ones before it sign for another day. */
export async function rotateEndpointSecret(key: EndpointKey, needs: Needs): Promise<WebhookSecret> {
  const { now } = needs;
  const secret = newSecret(now());
  await changeSecrets(key, (set) => withRotatedSecret(set, secret, now()), needs);
  return secret;
}

/** A secret that signs no more from now on. */
export async function deleteEndpointSecret(key: EndpointKey, secretId: string, needs: Needs): Promise<void> {
  await changeSecrets(key, (set) => withoutSecret(set, secretId, needs.now()), needs);
}

/** Those that sign, newest first. */
export async function listEndpointSecrets(key: EndpointKey, needs: Needs): Promise<WebhookSecret[]> {
  await ownedEndpoint(key, needs);
  return activeSecrets(await secretsOf(key, needs), needs.now());
}

async function changeSecrets(
  key: EndpointKey,
  change: (set: Versioned<SecretSet>) => Versioned<SecretSet>,
  needs: Needs,
): Promise<void> {
  await ownedEndpoint(key, needs);
  await changeRecord({ read: () => secretsOf(key, needs), change, replace: needs.secrets.replace });
}

async function secretsOf({ endpointId }: EndpointKey, { secrets }: Needs): Promise<Versioned<SecretSet>> {
  const set = await secrets.get({ endpointId });
  // Deleted in this moment, with its endpoint.
  if (!set) throw endpointNotFound();
  return set;
}
