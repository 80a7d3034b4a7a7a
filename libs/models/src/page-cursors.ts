import { createCipheriv, createDecipheriv, createHmac, timingSafeEqual } from 'node:crypto';
import { AppError } from '#libs/errors';

const TAG_BYTES = 16;
const CIPHER = 'aes-256-ctr';

/** The cursors of one list. */
export interface PageCursors {
  /** Returns the cursor of the position where a page ends; always the same for the same position. */
  seal(position: Record<string, unknown>): string;
  /**
   * Returns the position where the previous page ended.
   *
   * @throws AppError invalid `page.cursor-invalid` unless {@link PageCursors.seal} made the cursor for this list
   */
  open(cursor: string): Record<string, unknown>;
}

/**
 * Creates the cursors of one list: opaque and authenticated, so that a cursor shows no keys, and only a cursor of this very
 * list is accepted. They are sealed as in AES-SIV (RFC 5297): the tag authenticates the position and is the initialization
 * vector of its encryption. Unlike AES-GCM that needs no random nonce, so that the same page has the same ETag.
 *
 * The key is derived from the scope, which needs no secret to manage. A caller who knew the name of the table could forge a
 * cursor, but only one of a position in a list that the caller may read anyway.
 *
 * @param scope  what identifies the list: the table, the index, the partition, and the filters of a search
 */
export function pageCursors(...scope: readonly (string | undefined)[]): PageCursors {
  const secret = JSON.stringify(scope);
  const derive = (use: string): Buffer => createHmac('sha256', secret).update(use).digest();
  const [encryptionKey, authenticationKey] = [derive('encryption'), derive('authentication')];
  const toTag = (text: Buffer): Buffer =>
    createHmac('sha256', authenticationKey).update(text).digest().subarray(0, TAG_BYTES);

  return {
    seal(position) {
      const text = Buffer.from(JSON.stringify(position));
      const tag = toTag(text);
      const cipher = createCipheriv(CIPHER, encryptionKey, tag);
      return Buffer.concat([tag, cipher.update(text), cipher.final()]).toString('base64url');
    },

    open(cursor) {
      const sealed = Buffer.from(cursor, 'base64url');
      // Characters that are no base64url are skipped: without this check, one position would have many cursors.
      if (sealed.length <= TAG_BYTES || sealed.toString('base64url') !== cursor) throw invalidCursor();
      const tag = sealed.subarray(0, TAG_BYTES);
      const decipher = createDecipheriv(CIPHER, encryptionKey, tag);
      const text = Buffer.concat([decipher.update(sealed.subarray(TAG_BYTES)), decipher.final()]);
      if (!timingSafeEqual(tag, toTag(text))) throw invalidCursor();
      return JSON.parse(text.toString()) as Record<string, unknown>;
    },
  };
}

/** The error of a cursor that does not belong to the list. */
export const invalidCursor = (cause?: unknown): AppError =>
  new AppError('invalid', 'page.cursor-invalid', {
    cause,
    detail:
      'The cursor does not belong to this list. Send the nextCursor of the previous page with the same parameters, or start without a cursor.',
    fields: [{ field: '/queryStringParameters/cursor', message: 'is not a cursor of this list' }],
  });
