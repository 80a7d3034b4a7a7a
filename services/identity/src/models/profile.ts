import { CustomerId, IsoDateTime, mergePatch } from '#libs/models';
import { Type, type Static } from 'typebox';

const Name = Type.String({ minLength: 1, maxLength: 100 });
/** E.164: a plus sign, the country, at most fifteen digits. https://www.itu.int/rec/T-REC-E.164 */
const Phone = Type.String({ pattern: '^\\+[1-9][0-9]{6,14}$' });

/** What we know of a customer besides addresses. The e-mail address is the user pool's: a record has that of the last time it was written. */
export const Profile = Type.Object({
  customerId: CustomerId,
  email: Type.String({ format: 'email' }),
  name: Type.Optional(Name),
  phone: Type.Optional(Phone),
  acceptsMarketing: Type.Boolean(),
  registeredAt: IsoDateTime,
});
export type Profile = Static<typeof Profile>;

/** A merge patch: `null` removes. */
export const ProfileChange = Type.Object(
  {
    name: Type.Optional(Type.Union([Name, Type.Null()])),
    phone: Type.Optional(Type.Union([Phone, Type.Null()])),
    acceptsMarketing: Type.Optional(Type.Boolean()),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type ProfileChange = Static<typeof ProfileChange>;

/** Marketing is what somebody asks for, never what they forgot to refuse. */
export const newProfile = (customerId: string, email: string, now: Date): Profile => ({
  customerId,
  email,
  acceptsMarketing: false,
  registeredAt: now.toISOString(),
});

export const changedProfile = <P extends Profile>(profile: P, change: ProfileChange): P =>
  mergePatch(profile, change);
