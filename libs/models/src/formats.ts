import { Type } from 'typebox';

/** A country code in ISO 3166-1 alpha-2. */
export const Country = Type.String({ pattern: '^[A-Z]{2}$' });

/** A currency code in ISO 4217. */
export const Currency = Type.String({ pattern: '^[A-Z]{3}$' });

/** A time in ISO 8601, as `Date.prototype.toISOString` writes it (UTC). */
export const IsoDateTime = Type.String({ format: 'date-time' });
