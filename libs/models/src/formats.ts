import { Type } from 'typebox';

/** ISO 3166-1 alpha-2. */
export const Country = Type.String({ pattern: '^[A-Z]{2}$' });

/** ISO 4217. */
export const Currency = Type.String({ pattern: '^[A-Z]{3}$' });

/** ISO 8601 in UTC, as `Date.prototype.toISOString` writes it. */
export const IsoDateTime = Type.String({ format: 'date-time' });
