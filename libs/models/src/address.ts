import { Type, type Static } from 'typebox';
import { Country } from './formats.ts';
import { lineSchema } from './text.ts';

/** A postal address. `region` is the state or province, when tax depends on it: `CA` in `US`. */
export const Address = Type.Object(
  {
    name: lineSchema(100),
    line1: lineSchema(100),
    line2: Type.Optional(lineSchema(100)),
    city: lineSchema(100),
    region: Type.Optional(lineSchema(50)),
    postalCode: lineSchema(20),
    country: Country,
  },
  { additionalProperties: false },
);
export type Address = Static<typeof Address>;
