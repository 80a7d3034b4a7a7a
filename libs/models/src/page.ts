import { AppError } from '#libs/errors';
import { Type, type Static, type TSchema } from 'typebox';

/** The query parameters of every list. */
export const PageQuery = Type.Object(
  {
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
    cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 1024, pattern: '^[A-Za-z0-9_-]+$' })),
  },
  { additionalProperties: false },
);
export type PageQuery = Static<typeof PageQuery>;

/** Returns the schema of one page of a list. The last page has no `nextCursor`. */
export function pageSchema<T extends TSchema>(item: T) {
  return Type.Object({ items: Type.Array(item), nextCursor: Type.Optional(Type.String()) });
}

/** One page of a list. The last page has no `nextCursor`. */
export interface Page<T> {
  items: T[];
  nextCursor?: string;
}

/** Encodes the position where a page ends as an opaque cursor. */
export const encodeCursor = (position: Record<string, unknown>): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/**
 * Decodes a cursor.
 *
 * @returns the position where the previous page ended
 * @throws AppError invalid `page.cursor-invalid` when the cursor is malformed
 */
export function decodeCursor(cursor: string): Record<string, unknown> {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (position !== null && typeof position === 'object' && !Array.isArray(position))
      return position as Record<string, unknown>;
  } catch {
    // Not JSON: falls through to the error.
  }
  throw new AppError('invalid', 'page.cursor-invalid', {
    detail:
      'The cursor is malformed. Send the nextCursor of the previous page unchanged, or start without a cursor.',
    fields: [{ field: '/queryStringParameters/cursor', message: 'is not a cursor of this list' }],
  });
}
