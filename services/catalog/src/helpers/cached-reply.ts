import { ok, type Reply } from '#libs/lambda';
import { toETag } from '#libs/models';

// Whoever sees a price sees the one of at most a minute ago; a purchase asks for the present one.
const PUBLIC_FOR_A_MINUTE = { 'Cache-Control': 'public, max-age=60' };

/** Answers something that everybody may keep for a moment. */
export const cachedReply = (body: unknown): Reply => ok(body, { headers: PUBLIC_FOR_A_MINUTE });

/**
 * Answers a record likewise, or 304 to a client that has it already.
 * https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match
 */
export function cachedRecordReply(
  record: { readonly version: number },
  ifNoneMatch: string | undefined,
): Reply {
  const { version } = record;
  const isKnown = (ifNoneMatch ?? '').split(',').some((tag) => matches(tag.trim(), toETag({ version })));
  if (isKnown) return { status: 304, headers: { ETag: toETag({ version }), ...PUBLIC_FOR_A_MINUTE } };
  return ok(record, { version, headers: PUBLIC_FOR_A_MINUTE });
}

/** Weakly: a proxy that compresses an answer marks its tag as weak. */
const matches = (tag: string, etag: string): boolean => tag === '*' || tag.replace(/^W\//, '') === etag;
