import { newId } from '#libs/models';
import {
  CHARGES_PER_PAGE,
  type ProviderResponse,
  type Charge,
  type SandboxRepository,
} from './sandbox-repository.ts';
import { operations, refusal, type ProviderRequest } from './operations.ts';

export interface SandboxRequest {
  readonly method: string;
  readonly url: URL;
  readonly idempotencyKey: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface RoutedResponse extends ProviderResponse {
  /** The operation took effect, but its response is not sent. */
  readonly isResponseLost?: boolean;
}

/**
 * Routes requests to operations. Authorizations are idempotent by key, all other operations by the status of the charge.
 */
export function router(repository: SandboxRepository): (received: SandboxRequest) => RoutedResponse {
  const { authorize, capture, release, refund, refundByProvider } = operations(repository);
  const routes: [string, RegExp, (request: ProviderRequest) => ProviderResponse][] = [
    ['POST', /^\/authorizations$/, authorize],
    ['POST', /^\/authorizations\/([\w-]+)\/capture$/, capture],
    ['POST', /^\/authorizations\/([\w-]+)\/void$/, release],
    ['POST', /^\/refunds$/, refund],
  ];

  let isUnavailable = false;

  return (received) => {
    const { method, url, body, idempotencyKey } = received;
    if (url.pathname === OUTAGE && isPublic(received)) {
      isUnavailable = method === 'PUT';
      return { status: 200, body: { isUnavailable } };
    }
    const reference = url.searchParams.get('reference') ?? '';
    if (isPublic(received)) return list(repository.listCharges(reference).map(toChargeView));
    if (isUnavailable) return refusal(503, 'unavailable');
    if (method === 'GET' && url.pathname === '/authorizations' && url.searchParams.has('from'))
      return listByCreation(repository, url.searchParams);
    if (method === 'GET' && url.pathname === '/authorizations')
      return list(repository.listCharges(reference).filter(({ status }) => status !== 'voided'));

    const [, refundedId] = /^\/authorizations\/([\w-]+)\/refunds-by-provider$/.exec(url.pathname) ?? [];
    if (method === 'POST' && refundedId !== undefined)
      return repository.transaction(() => refundByProvider({ parameters: [refundedId], body }));

    const route = routes.find(([verb, pattern]) => verb === method && pattern.test(url.pathname));
    if (!route) return refusal(404, 'route-unknown');
    const [, pattern, operation] = route;
    const parameters = pattern.exec(url.pathname)!.slice(1);
    const work = () => operation({ parameters, body });
    if (operation !== authorize) return repository.transaction(work);

    if (!idempotencyKey) return refusal(400, 'idempotency-key-missing');
    if (body['token'] === 'tok_unavailable_once' && repository.isFirstFailure(idempotencyKey))
      return refusal(503, 'unavailable');

    const request = JSON.stringify([url.pathname, body]);
    const { isFirst, ...response } = repository.idempotent(idempotencyKey, request, work);
    return { ...response, isResponseLost: isFirst && body['token'] === 'tok_timeout_after_charge' };
  };
}

/** A page of the charges that were created between `from` and `to`: ids sort by creation time. */
function listByCreation(repository: SandboxRepository, query: URLSearchParams): ProviderResponse {
  const [from, to] = [query.get('from'), query.get('to')].map((text) => Date.parse(text ?? ''));
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to)) return refusal(400, 'request-invalid');
  const after = query.get('cursor') ?? firstIdAt(from!);
  const items = repository.listChargesBetween({ after, before: firstIdAt(to!) });
  const isFull = items.length === CHARGES_PER_PAGE;
  return { status: 200, body: { items, ...(isFull && { nextCursor: items.at(-1)!.id }) } };
}

/** It sorts before every id of that millisecond. */
const firstIdAt = (milliseconds: number): string => newId('auth', milliseconds, new Uint8Array());

const OUTAGE = '/outage';

/**
 * Routes without a key, for local experiments: list charges, start an outage (`PUT /outage`) and end it
 * (`DELETE /outage`).
 */
export const isPublic = ({ method, url }: Pick<SandboxRequest, 'method' | 'url'>): boolean =>
  (method === 'GET' && url.pathname === '/charges') ||
  (['PUT', 'DELETE'].includes(method) && url.pathname === OUTAGE);

const toChargeView = (charge: Charge) => ({
  ...charge,
  status: charge.status === 'captured' && charge.refunded === charge.amount ? 'refunded' : charge.status,
});

const list = (items: readonly object[]): ProviderResponse => ({ status: 200, body: { items } });
