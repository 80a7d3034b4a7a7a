import type { Versioned } from '#libs/gateways';
import type { Page, PageQuery } from '#libs/models';
import type { EndpointHealth } from '../models/endpoint-health.ts';
import type { EndpointKey, WebhookEndpoint } from '../models/webhook-endpoint.ts';
import type { SecretSet } from '../models/webhook-secret.ts';

export type VersionedEndpoint = Versioned<WebhookEndpoint>;

/** Secrets are in a separate table, so that only functions that sign or rotate can read them. */
export interface WebhookEndpointRepository {
  /** Inserts the endpoint with its secrets. @throws AppError conflict `endpoint.too-many` */
  insert(endpoint: WebhookEndpoint, secrets: SecretSet, maxEndpoints: number): Promise<VersionedEndpoint>;
  find(key: EndpointKey): Promise<VersionedEndpoint | undefined>;
  list(customerId: string, query: PageQuery): Promise<Page<VersionedEndpoint>>;
  /** Replaces the settings, not the health, if the version has not changed. @throws AppError conflict `record.changed` */
  replaceSettings(endpoint: VersionedEndpoint): Promise<VersionedEndpoint>;
  /** Replaces the health if the previous revision has not changed. @throws AppError conflict `record.changed` */
  replaceHealth(key: EndpointKey, health: EndpointHealth): Promise<void>;
  /** Removes the endpoint with its secrets. @throws AppError conflict `record.changed` */
  remove(endpoint: VersionedEndpoint): Promise<void>;
}

export interface WebhookSecretRepository {
  get(key: { endpointId: string }): Promise<Versioned<SecretSet> | undefined>;
  /** @throws AppError conflict `record.changed` */
  replace(set: Versioned<SecretSet>): Promise<Versioned<SecretSet>>;
}
