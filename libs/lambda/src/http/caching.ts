import type { Reply } from './reply.ts';

/** How long caches that many clients share may keep the successful responses to GET. */
export interface PublicCaching {
  readonly publicSeconds: number;
}

interface CachedRequest {
  readonly method: string;
  readonly ifNoneMatch: string | undefined;
  readonly caching: PublicCaching | undefined;
}

/**
 * Applies the caching of a route to the reply to GET or HEAD: `Cache-Control`, and 304 when `If-None-Match` has its entity
 * tag. Other replies are returned unchanged.
 * https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match
 */
export function withCaching(reply: Reply, { method, ifNoneMatch, caching }: CachedRequest): Reply {
  if ((method !== 'GET' && method !== 'HEAD') || reply.status !== 200) return reply;
  const headers = { ...reply.headers, ...(caching && cacheHeaders(caching)) };
  const etag = reply.headers?.['ETag'];
  if (etag !== undefined && ifNoneMatch !== undefined && matches(ifNoneMatch, etag))
    return { status: 304, headers };
  return { ...reply, headers };
}

// API Gateway compresses bodies, so that a cache keeps a response for each encoding.
const cacheHeaders = ({ publicSeconds }: PublicCaching) => ({
  'Cache-Control': `public, max-age=${publicSeconds}`,
  Vary: 'Accept-Encoding',
});

/** Weak comparison, because proxies that compress a response weaken its tag. */
function matches(ifNoneMatch: string, etag: string): boolean {
  if (ifNoneMatch.trim() === '*') return true;
  const tag = etag.replace(/^W\//, '');
  return [...ifNoneMatch.matchAll(/"[^"]*"/g)].some(([candidate]) => candidate === tag);
}
