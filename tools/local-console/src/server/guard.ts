import type { IncomingHttpHeaders } from 'node:http';

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Refuses requests that another page caused. The console changes the local cloud without a sign-in, so it must not be
 * reachable through DNS rebinding (a foreign `Host`) or from a script of another site (a foreign `Origin`).
 * https://owasp.org/www-community/attacks/csrf
 *
 * @param allowedPorts  ports of this server, and of a development server that forwards to it
 * @returns what is wrong; undefined for a request of this page or of a program such as curl
 */
export function foreignRequest(
  { method, headers }: { method: string; headers: IncomingHttpHeaders },
  isAllowedPort: (port: number) => boolean,
): string | undefined {
  if (!isOwn(`http://${headers.host ?? ''}`, isAllowedPort)) return 'The Host header names another host.';
  if (headers.origin !== undefined && !isOwn(headers.origin, isAllowedPort))
    return 'The Origin header names another site.';
  // Browsers send this header with requests to any site, and scripts cannot set it.
  if (headers['sec-fetch-site'] === 'cross-site') return 'The request was sent by another site.';
  // A form can post without a preflight request, but not as JSON.
  if (method === 'POST' && !/^application\/json\b/i.test(headers['content-type'] ?? ''))
    return 'The Content-Type of a POST must be application/json.';
  return undefined;
}

function isOwn(address: string, isAllowedPort: (port: number) => boolean): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, port, username, pathname } = new URL(address);
  return (
    protocol === 'http:' &&
    loopbackHosts.has(hostname) &&
    username === '' &&
    pathname === '/' &&
    isAllowedPort(port === '' ? 80 : Number(port))
  );
}
