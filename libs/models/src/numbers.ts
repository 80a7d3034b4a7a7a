import { Type } from 'typebox';

/** The maximum amount of a price or a payment in minor units: with 999 units in each of 50 lines, sums are exact. */
export const MAX_MINOR_UNITS = 99_999_999_999;

/** An amount in minor units (cents) that is not negative. */
export const MinorUnits = Type.Integer({ minimum: 0, maximum: MAX_MINOR_UNITS });

/** A number of things, such as redemptions, attempts or bytes. */
export const Count = Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 });

/** The version of a record or the revision of an event. */
export const Version = Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER });

/** A share in hundredths of a percent: 1900 is 19%. */
export const BasisPoints = Type.Integer({ minimum: 0, maximum: 10_000 });
