import { ok, type Reply } from '#libs/lambda';
import { toETag } from '#libs/models';

// Cached prices are at most a minute old; checkout uses the current price.
const PUBLIC_FOR_A_MINUTE = { 'Cache-Control': 'public, max-age=60' };

/** Creates a public reply that caches can store for a minute. */
export const cachedReply = (body: unknown): Reply => ok(body, { headers: PUBLIC_FOR_A_MINUTE });

/**
 * Creates a cacheable reply with a record, or a 304 when `If-None-Match` has its current version.
 * https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match
 */
export function cachedRecordReply(
  record: { readonly version: number },
  ifNoneMatch: string | undefined,
): Reply {
  const { version } = record;
  const isCurrent = (ifNoneMatch ?? '').split(',').some((tag) => matches(tag.trim(), toETag({ version })));
  if (isCurrent) return { status: 304, headers: { ETag: toETag({ version }), ...PUBLIC_FOR_A_MINUTE } };
  return ok(record, { version, headers: PUBLIC_FOR_A_MINUTE });
}

/** Weak comparison, because proxies that compress a response weaken its ETag. */
const matches = (tag: string, etag: string): boolean => tag === '*' || tag.replace(/^W\//, '') === etag;
