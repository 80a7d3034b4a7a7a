import { codeSchema, CustomerId, EmailAddress, Instant, lineSchema, mergePatch } from '#libs/models';
import { Type, type Static } from 'typebox';

const Name = lineSchema(100);
/** E.164: a plus sign, then country code and number with at most fifteen digits. https://www.itu.int/rec/T-REC-E.164 */
const Phone = codeSchema('^\\+[1-9][0-9]{6,14}$');

/** A customer's data other than addresses. The user pool owns the email address; the record has the one at its last write. */
export const Profile = Type.Object(
  {
    customerId: CustomerId,
    email: EmailAddress,
    name: Type.Optional(Name),
    phone: Type.Optional(Phone),
    acceptsMarketing: Type.Boolean(),
    registeredAt: Instant,
  },
  { title: 'Profile' },
);
export type Profile = Static<typeof Profile>;

/** A JSON Merge Patch: `null` removes a field. */
export const ProfileChange = Type.Object(
  {
    name: Type.Optional(Type.Union([Name, Type.Null()])),
    phone: Type.Optional(Type.Union([Phone, Type.Null()])),
    acceptsMarketing: Type.Optional(Type.Boolean()),
  },
  { title: 'ProfileChange', additionalProperties: false, minProperties: 1 },
);
export type ProfileChange = Static<typeof ProfileChange>;

/** Marketing requires an explicit opt-in. */
export const newProfile = (customerId: string, email: string, now: Date): Profile => ({
  customerId,
  email,
  acceptsMarketing: false,
  registeredAt: now.toISOString(),
});

export const applyProfileChange = <P extends Profile>(profile: P, change: ProfileChange): P =>
  mergePatch(profile, change);
