import { Type, type Static, type TSchema } from 'typebox';

// A position has at most two keys of 1,024 bytes each, and one more of the table.
const MAX_CURSOR = 4096;
// For the OpenAPI documents: cursors are opaque.
const EXAMPLE_CURSOR = 'next-page-2';

/** The query parameters of every list. */
export const PageQuery = Type.Object(
  {
    limit: Type.Integer({ minimum: 1, maximum: 100, default: 20 }),
    cursor: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: MAX_CURSOR,
        pattern: '^[A-Za-z0-9_-]+$',
        examples: [EXAMPLE_CURSOR],
      }),
    ),
  },
  { additionalProperties: false },
);
export type PageQuery = Static<typeof PageQuery>;

/** Returns the schema of one page of a list. The last page has no `nextCursor`. */
export function pageSchema<T extends TSchema>(item: T) {
  const { title } = item as { title?: string };
  return Type.Object(
    {
      items: Type.Array(item),
      nextCursor: Type.Optional(Type.String({ examples: [EXAMPLE_CURSOR] })),
    },
    { title: `${title}Page` },
  );
}

/** One page of a list. The last page has no `nextCursor`. */
export interface Page<T> {
  items: T[];
  nextCursor?: string;
}
