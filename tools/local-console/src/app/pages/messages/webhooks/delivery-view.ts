/** An attempt to deliver a webhook. */
export interface WebhookAttempt {
  readonly at: string;
  readonly durationMilliseconds?: number;
  readonly statusCode?: number;
  readonly error?: string;
  /** The beginning of the response body. */
  readonly answer?: string;
}

/** An item of the DeliveriesTable of notifications. */
export interface WebhookDelivery {
  readonly deliveryId: string;
  readonly endpointId: string;
  readonly customerId?: string;
  readonly type: string;
  readonly status: 'pending' | 'waiting' | 'delivered' | 'failed';
  readonly createdAt: string;
  readonly nextAttemptAt?: string;
  readonly originCorrelationId?: string;
  readonly payload?: string;
  readonly attempts?: readonly WebhookAttempt[];
}

/** An item of the EndpointsTable of notifications. */
export interface WebhookEndpoint {
  readonly endpointId: string;
  readonly url?: string;
}

/** Finds a table of the notifications service by the name in its template. */
export const findTable = (tables: readonly string[], name: string): string | undefined =>
  tables.find((table) => new RegExp(`^tradewind-notifications-[a-z0-9]+-${name}-[0-9A-F]+$`).test(table));

/** Sorts deliveries, the newest first. */
export const sortDeliveries = (deliveries: readonly WebhookDelivery[]): readonly WebhookDelivery[] =>
  deliveries.toSorted((one, other) => (one.createdAt > other.createdAt ? -1 : 1));

/** What the last attempt led to: `200`, `ECONNREFUSED`, or nothing yet. */
export function lastResult({ attempts = [] }: WebhookDelivery): string {
  const last = attempts.at(-1);
  return last === undefined ? '' : toResult(last);
}

/** The status or the error of an attempt. */
export const toResult = ({ statusCode, error }: WebhookAttempt): string =>
  error ?? (statusCode === undefined ? '' : String(statusCode));
