import { AppError } from '#libs/errors';
import { Type, type Static, type TSchema } from 'typebox';

/** The query of every list. */
export const PageQuery = Type.Object(
  {
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
    cursor: Type.Optional(Type.String({ minLength: 1, maxLength: 1024, pattern: '^[A-Za-z0-9_-]+$' })),
  },
  { additionalProperties: false },
);
export type PageQuery = Static<typeof PageQuery>;

/** The schema of one page of a list; without `nextCursor` it is the last. */
export function pageSchema<T extends TSchema>(item: T) {
  return Type.Object({ items: Type.Array(item), nextCursor: Type.Optional(Type.String()) });
}

export interface Page<T> {
  items: T[];
  nextCursor?: string;
}

/** The opaque form of the position a list stopped at. */
export const encodeCursor = (position: Record<string, unknown>): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

/**
 * The position a cursor stands for.
 *
 * @throws AppError invalid `page.cursor-invalid` when it is none of ours
 */
export function decodeCursor(cursor: string): Record<string, unknown> {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (position !== null && typeof position === 'object' && !Array.isArray(position))
      return position as Record<string, unknown>;
  } catch {
    // Falls through: what is no JSON is no cursor.
  }
  throw new AppError('invalid', 'page.cursor-invalid', {
    detail: 'Start again without a cursor, and pass on nextCursor as it is.',
    fields: [{ field: '/queryStringParameters/cursor', message: 'is not a cursor of this list' }],
  });
}
