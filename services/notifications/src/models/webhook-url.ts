import { AppError } from '#libs/errors';

/** A host and port that local runs and tests may reach although it is not public: `127.0.0.1:*`, `localhost:8080`. */
export type AllowListEntry = string;

// Other ports belong to mail servers, databases and caches.
const PORTS = [443, 8443];

/** The host of a URL without the brackets of an IPv6 address. */
export const toHost = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1');

export const toPort = (url: URL): number => Number(url.port || (url.protocol === 'https:' ? 443 : 80));

/** The allow list permits plain HTTP, other ports and private addresses. */
export function isAllowListed(url: URL, allowed: readonly AllowListEntry[]): boolean {
  const names = [`${toHost(url)}:*`, `${toHost(url)}:${toPort(url)}`];
  return names.some((name) => allowed.includes(name));
}

/**
 * Validates the URL of an endpoint, except its IP addresses.
 *
 * @throws AppError invalid `endpoint.url-not-allowed`
 */
export function webhookUrl(text: string, allowed: readonly AllowListEntry[]): URL {
  const url = URL.canParse(text)
    ? new URL(text)
    : reject('The URL is not absolute. Provide a URL such as https://example.com/hooks.');
  if (url.username !== '' || url.password !== '')
    reject('The URL contains credentials. Remove them, and verify the signature of each request instead.');
  if (isAllowListed(url, allowed) && url.protocol === 'http:') return url;
  if (url.protocol !== 'https:') reject('The URL is not HTTPS. Provide an https URL.');
  if (!isAllowListed(url, allowed) && !PORTS.includes(toPort(url)))
    reject(`The port is not allowed. Use one of the ports ${PORTS.join(', ')}.`);
  return url;
}

function reject(detail: string): never {
  throw new AppError('invalid', 'endpoint.url-not-allowed', {
    detail,
    fields: [{ field: '/body/url', message: detail }],
  });
}
