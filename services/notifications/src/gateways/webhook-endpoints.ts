import type { Versioned } from '#libs/gateways';
import type { Page, PageQuery } from '#libs/models';
import type { EndpointHealth } from '../models/endpoint-health.ts';
import type { EndpointKey, WebhookEndpoint } from '../models/webhook-endpoint.ts';
import type { SecretSet } from '../models/webhook-secret.ts';

export type KeptEndpoint = Versioned<WebhookEndpoint>;

/** The endpoints of all customers. Their secrets are kept apart: only what signs or rotates may read those. */
export interface WebhookEndpoints {
  /** With its secrets. @throws AppError conflict `endpoint.too-many` */
  insert(endpoint: WebhookEndpoint, secrets: SecretSet, most: number): Promise<KeptEndpoint>;
  find(key: EndpointKey): Promise<KeptEndpoint | undefined>;
  page(customerId: string, query: PageQuery): Promise<Page<KeptEndpoint>>;
  /** Writes its settings over the version that was read, not its health. @throws AppError conflict `record.changed` */
  replaceSettings(endpoint: KeptEndpoint): Promise<KeptEndpoint>;
  /** Writes its health over the revision before it. @throws AppError conflict `record.changed` */
  replaceHealth(key: EndpointKey, health: EndpointHealth): Promise<void>;
  /** With its secrets. @throws AppError conflict `record.changed` */
  remove(endpoint: KeptEndpoint): Promise<void>;
}

/** Secrets by endpoint. */
export interface WebhookSecrets {
  get(key: { endpointId: string }): Promise<Versioned<SecretSet> | undefined>;
  /** @throws AppError conflict `record.changed` */
  replace(set: Versioned<SecretSet>): Promise<Versioned<SecretSet>>;
}
