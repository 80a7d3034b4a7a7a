import { AppError } from '#libs/errors';

/** A place that local runs and tests may reach though it is not public: `127.0.0.1:*`, `localhost:8080`. */
export type AllowedPlace = string;

// What reaches a customer's web server; other ports are those of mail, databases and caches.
const PORTS = [443, 8443];

/** The host of a URL without the brackets of an IPv6 address. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[(.*)\]$/, '$1');

export const portOf = (url: URL): number => Number(url.port || (url.protocol === 'https:' ? 443 : 80));

/** Whether the list names this host and port; it lets plain http, other ports and private addresses pass. */
export function isAllowListed(url: URL, allowed: readonly AllowedPlace[]): boolean {
  const names = [`${hostOf(url)}:*`, `${hostOf(url)}:${portOf(url)}`];
  return names.some((name) => allowed.includes(name));
}

/**
 * The URL of an endpoint as far as it can be judged without asking for its addresses.
 *
 * @throws AppError invalid `endpoint.url-not-allowed`
 */
export function webhookUrl(text: string, allowed: readonly AllowedPlace[]): URL {
  const url = URL.canParse(text) ? new URL(text) : refuse('Give an absolute URL.');
  if (url.username !== '' || url.password !== '')
    refuse('Leave user and password out: every request carries a signature.');
  if (isAllowListed(url, allowed) && url.protocol === 'http:') return url;
  if (url.protocol !== 'https:') refuse('Use https.');
  if (!isAllowListed(url, allowed) && !PORTS.includes(portOf(url)))
    refuse(`Use one of the ports ${PORTS.join(', ')}.`);
  return url;
}

function refuse(detail: string): never {
  throw new AppError('invalid', 'endpoint.url-not-allowed', {
    detail,
    fields: [{ field: '/body/url', message: detail }],
  });
}
