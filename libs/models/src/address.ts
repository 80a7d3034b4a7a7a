import { Type, type Static } from 'typebox';
import { Country } from './formats.ts';

const line = (maxLength: number) => Type.String({ minLength: 1, maxLength });

/** A postal address. `region` is the state or province, when tax depends on it: `CA` in `US`. */
export const Address = Type.Object(
  {
    name: line(100),
    line1: line(100),
    line2: Type.Optional(line(100)),
    city: line(100),
    region: Type.Optional(line(50)),
    postalCode: line(20),
    country: Country,
  },
  { additionalProperties: false },
);
export type Address = Static<typeof Address>;
