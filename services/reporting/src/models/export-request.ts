import { Instant } from '#libs/models';
import { Type, type Static } from 'typebox';

export const ExportFormat = Type.Enum(['csv', 'parquet']);
export type ExportFormat = Static<typeof ExportFormat>;

/** Exports the orders placed from `from` (inclusive) to `to` (exclusive). */
export const ExportRequest = Type.Object(
  {
    from: Instant,
    to: Instant,
    formats: Type.Array(ExportFormat, { minItems: 1, maxItems: 2, uniqueItems: true }),
  },
  { title: 'ExportRequest', additionalProperties: false },
);
export type ExportRequest = Static<typeof ExportRequest>;
