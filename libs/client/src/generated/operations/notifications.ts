// Generated from the OpenAPI documents by "npm run client". Change the schemas of the services instead.

import type {
  CallOptions,
  Found,
  IdempotencyKeyOption,
  IfMatchOption,
  IfNoneMatchOption,
} from '../../call-options.ts';
import type { Operation } from '../../operation.ts';
import type { ApiPromise } from '../../results/api-promise.ts';
import type { PagePromise } from '../../results/page-promise.ts';
import type {
  NewWebhookEndpoint,
  NewWebhookSecret,
  WebhookDelivery,
  WebhookDeliverySummary,
  WebhookDeliverySummaryPage,
  WebhookEndpoint,
  WebhookEndpointInput,
  WebhookEndpointPage,
  WebhookEndpointPatch,
  WebhookEventType,
  WebhookSecretPage,
} from '../schemas.ts';

/**
 * Create a webhook endpoint: `POST /notifications/endpoints`.
 *
 * Only this response contains the secret that signs the webhooks.
 *
 * @throws TradewindProblem `endpoint.address-not-allowed`, `endpoint.busy`, `endpoint.host-unknown`, `endpoint.too-many`, `endpoint.url-not-allowed`
 */
export const createEndpoint: Operation<
  (body: WebhookEndpointInput, options?: CallOptions & IdempotencyKeyOption) => ApiPromise<NewWebhookEndpoint>
> = {
  method: 'POST',
  path: '/notifications/endpoints',
  access: 'required',
  input: 'body',
  hasIdempotencyKey: true,
};

export interface ListEndpointsQuery {
  /** The maximum number of items of a page. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the previous page. Omit it for the first page. */
  readonly cursor?: string | undefined;
}

/**
 * List webhook endpoints: `GET /notifications/endpoints`.
 *
 * The endpoints of the caller, newest first.
 *
 * @throws TradewindProblem `page.cursor-invalid`
 */
export const listEndpoints: Operation<
  (query?: ListEndpointsQuery, options?: CallOptions) => PagePromise<WebhookEndpointPage>
> = { method: 'GET', path: '/notifications/endpoints', access: 'required', input: 'query', isPaged: true };

/**
 * Get a webhook endpoint: `GET /notifications/endpoints/{endpointId}`.
 *
 * Includes the state of its circuit breaker.
 *
 * @throws TradewindProblem `endpoint.not-found`
 */
export const getEndpoint: Operation<
  <Options extends CallOptions & IfNoneMatchOption = CallOptions & IfNoneMatchOption>(
    endpointId: string,
    options?: Options,
  ) => ApiPromise<Found<WebhookEndpoint, Options>>
> = { method: 'GET', path: '/notifications/endpoints/{endpointId}', access: 'required' };

/**
 * Update a webhook endpoint: `PATCH /notifications/endpoints/{endpointId}`.
 *
 * Properties that are not in the body keep their values.
 *
 * @throws TradewindProblem `endpoint.address-not-allowed`, `endpoint.host-unknown`, `endpoint.not-found`, `endpoint.url-not-allowed`, `record.changed`
 */
export const changeEndpoint: Operation<
  (
    endpointId: string,
    body: WebhookEndpointPatch,
    options?: CallOptions & IfMatchOption,
  ) => ApiPromise<WebhookEndpoint>
> = { method: 'PATCH', path: '/notifications/endpoints/{endpointId}', access: 'required', input: 'body' };

/**
 * Delete a webhook endpoint: `DELETE /notifications/endpoints/{endpointId}`.
 *
 * Deliveries in progress end without another attempt.
 *
 * @throws TradewindProblem `endpoint.busy`, `endpoint.not-found`, `record.changed`
 */
export const deleteEndpoint: Operation<
  (endpointId: string, options?: CallOptions & IfMatchOption) => ApiPromise<undefined>
> = { method: 'DELETE', path: '/notifications/endpoints/{endpointId}', access: 'required' };

/**
 * Enable a webhook endpoint: `POST /notifications/endpoints/{endpointId}/enable`.
 *
 * Closes the circuit and sends the waiting deliveries.
 *
 * @throws TradewindProblem `endpoint.not-found`, `endpoint.too-many-requests`, `record.changed`
 */
export const enableEndpoint: Operation<
  (endpointId: string, options?: CallOptions & IdempotencyKeyOption) => ApiPromise<WebhookEndpoint>
> = {
  method: 'POST',
  path: '/notifications/endpoints/{endpointId}/enable',
  access: 'required',
  hasIdempotencyKey: true,
};

/**
 * Send a test event to a webhook endpoint: `POST /notifications/endpoints/{endpointId}/test`.
 *
 * Sends an event of the type `endpoint.test`, which needs no subscription.
 *
 * @throws TradewindProblem `endpoint.not-found`, `endpoint.too-many-requests`
 */
export const testEndpoint: Operation<
  (endpointId: string, options?: CallOptions & IdempotencyKeyOption) => ApiPromise<WebhookDeliverySummary>
> = {
  method: 'POST',
  path: '/notifications/endpoints/{endpointId}/test',
  access: 'required',
  hasIdempotencyKey: true,
};

/**
 * Create a secret of a webhook endpoint: `POST /notifications/endpoints/{endpointId}/secrets`.
 *
 * The previous secrets stay active for another 24 hours.
 *
 * @throws TradewindProblem `endpoint.not-found`, `endpoint.too-many-secrets`, `record.changed`
 */
export const createEndpointSecret: Operation<
  (endpointId: string, options?: CallOptions & IdempotencyKeyOption) => ApiPromise<NewWebhookSecret>
> = {
  method: 'POST',
  path: '/notifications/endpoints/{endpointId}/secrets',
  access: 'required',
  hasIdempotencyKey: true,
};

/**
 * List the active secrets of a webhook endpoint: `GET /notifications/endpoints/{endpointId}/secrets`.
 *
 * Without the secrets themselves: only their creation returns them.
 *
 * @throws TradewindProblem `endpoint.not-found`
 */
export const listEndpointSecrets: Operation<
  (endpointId: string, options?: CallOptions) => ApiPromise<WebhookSecretPage>
> = { method: 'GET', path: '/notifications/endpoints/{endpointId}/secrets', access: 'required' };

/**
 * Delete a secret of a webhook endpoint: `DELETE /notifications/endpoints/{endpointId}/secrets/{secretId}`.
 *
 * Only a secret that was replaced can be deleted. It stops signing immediately.
 *
 * @throws TradewindProblem `endpoint.last-secret`, `endpoint.not-found`, `endpoint.secret-not-found`, `record.changed`
 */
export const deleteEndpointSecret: Operation<
  (endpointId: string, secretId: string, options?: CallOptions) => ApiPromise<undefined>
> = {
  method: 'DELETE',
  path: '/notifications/endpoints/{endpointId}/secrets/{secretId}',
  access: 'required',
};

export interface ListDeliveriesQuery {
  /** The maximum number of items of a page. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the previous page. Omit it for the first page. */
  readonly cursor?: string | undefined;
  /** Only deliveries with this status. */
  readonly status?: 'pending' | 'waiting' | 'delivered' | 'failed' | undefined;
  /** Only deliveries of events of this type. */
  readonly type?: WebhookEventType | 'endpoint.test' | undefined;
  /** Only events since this time. */
  readonly from?: string | undefined;
  /** Only events before this time. */
  readonly to?: string | undefined;
}

/**
 * List the deliveries of a webhook endpoint: `GET /notifications/endpoints/{endpointId}/deliveries`.
 *
 * Sorted by the time of the event, newest first; `from` and `to` refer to the same time.
 *
 * @throws TradewindProblem `endpoint.not-found`, `page.cursor-invalid`, `period.empty`
 */
export const listDeliveries: Operation<
  (
    endpointId: string,
    query?: ListDeliveriesQuery,
    options?: CallOptions,
  ) => PagePromise<WebhookDeliverySummaryPage>
> = {
  method: 'GET',
  path: '/notifications/endpoints/{endpointId}/deliveries',
  access: 'required',
  input: 'query',
  isPaged: true,
};

/**
 * Get a webhook delivery: `GET /notifications/endpoints/{endpointId}/deliveries/{deliveryId}`.
 *
 * Includes the exact request body and the latest attempts.
 *
 * @throws TradewindProblem `delivery.not-found`, `endpoint.not-found`
 */
export const getDelivery: Operation<
  (endpointId: string, deliveryId: string, options?: CallOptions) => ApiPromise<WebhookDelivery>
> = {
  method: 'GET',
  path: '/notifications/endpoints/{endpointId}/deliveries/{deliveryId}',
  access: 'required',
};

/**
 * Redeliver a webhook delivery: `POST /notifications/endpoints/{endpointId}/deliveries/{deliveryId}/redeliver`.
 *
 * Sends the delivery again now, with the same `webhook-id`, regardless of its status.
 *
 * @throws TradewindProblem `delivery.not-found`, `endpoint.not-found`, `endpoint.too-many-requests`, `record.changed`
 */
export const redeliverDelivery: Operation<
  (
    endpointId: string,
    deliveryId: string,
    options?: CallOptions & IdempotencyKeyOption,
  ) => ApiPromise<WebhookDeliverySummary>
> = {
  method: 'POST',
  path: '/notifications/endpoints/{endpointId}/deliveries/{deliveryId}/redeliver',
  access: 'required',
  hasIdempotencyKey: true,
};
