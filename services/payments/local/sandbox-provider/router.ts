import type { Answer, Charge, Ledger } from './ledger.ts';
import { operations, refusal, type ProviderRequest } from './operations.ts';

export interface Received {
  readonly method: string;
  readonly url: URL;
  readonly idempotencyKey: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Routed extends Answer {
  /** The money is moved, but the answer gets lost on its way. */
  readonly isLost?: boolean;
}

/**
 * Finds the operation of a request. To authorize takes an idempotency key, and one that comes again is answered as the
 * first time; where a charge stands keeps everything else from being done twice.
 */
export function router(ledger: Ledger): (received: Received) => Routed {
  const { authorize, capture, release, refund, refundByProvider } = operations(ledger);
  const routes: [string, RegExp, (request: ProviderRequest) => Answer][] = [
    ['POST', /^\/authorizations$/, authorize],
    ['POST', /^\/authorizations\/([\w-]+)\/capture$/, capture],
    ['POST', /^\/authorizations\/([\w-]+)\/void$/, release],
    ['POST', /^\/refunds$/, refund],
  ];

  let isAway = false;

  return (received) => {
    const { method, url, body, idempotencyKey } = received;
    if (url.pathname === OUTAGE && isOpenToAll(received)) {
      isAway = method === 'PUT';
      return { status: 200, body: { isAway } };
    }
    const reference = url.searchParams.get('reference') ?? '';
    if (isOpenToAll(received)) return list(ledger.chargesOf(reference).map(asCharged));
    if (isAway) return refusal(503, 'unavailable');
    if (method === 'GET' && url.pathname === '/authorizations')
      return list(ledger.chargesOf(reference).filter(({ status }) => status !== 'voided'));

    const [, atProvider] = /^\/authorizations\/([\w-]+)\/refunds-by-provider$/.exec(url.pathname) ?? [];
    if (method === 'POST' && atProvider !== undefined)
      return ledger.atomically(() => refundByProvider({ parameters: [atProvider], body }));

    const route = routes.find(([verb, pattern]) => verb === method && pattern.test(url.pathname));
    if (!route) return refusal(404, 'route-unknown');
    const [, pattern, operation] = route;
    const parameters = pattern.exec(url.pathname)!.slice(1);
    const work = () => operation({ parameters, body });
    if (operation !== authorize) return ledger.atomically(work);

    if (!idempotencyKey) return refusal(400, 'idempotency-key-missing');
    if (body['token'] === 'tok_unavailable_once' && ledger.isFirstRefusal(idempotencyKey))
      return refusal(503, 'unavailable');

    const request = JSON.stringify([url.pathname, body]);
    const { isFirst, ...answer } = ledger.once(idempotencyKey, request, work);
    return { ...answer, isLost: isFirst && body['token'] === 'tok_timeout_after_charge' };
  };
}

const OUTAGE = '/outage';

/**
 * What whoever tries things out on this machine asks without a key: what was charged, and that the provider be away
 * (`PUT /outage`) and come back (`DELETE /outage`).
 */
export const isOpenToAll = ({ method, url }: Pick<Received, 'method' | 'url'>): boolean =>
  (method === 'GET' && url.pathname === '/charges') ||
  (['PUT', 'DELETE'].includes(method) && url.pathname === OUTAGE);

const asCharged = (charge: Charge) => ({
  ...charge,
  status: charge.status === 'captured' && charge.refunded === charge.amount ? 'refunded' : charge.status,
});

const list = (items: readonly object[]): Answer => ({ status: 200, body: { items } });
