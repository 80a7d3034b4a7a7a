import type { Address, Session, SessionChanges } from '#libs/client';
import { needsRegion } from './countries.ts';

/** The fields of the form: text, as the customer typed it. */
export interface Contact {
  readonly email: string;
  readonly name: string;
  readonly line1: string;
  readonly line2: string;
  readonly postalCode: string;
  readonly city: string;
  readonly region: string;
  readonly country: string;
}

export const exampleContact: Contact = {
  email: 'ada@shop.example',
  name: 'Ada Byron',
  line1: '12 Example Street',
  line2: '',
  postalCode: '10115',
  city: 'Berlin',
  region: '',
  country: 'DE',
};

const emptyContact: Contact = { ...exampleContact, email: '', name: '', line1: '', postalCode: '', city: '' };

/** @returns the form as the session has it, with the email address of the customer by default */
export const toContact = (
  { email, shippingAddress }: Pick<Session, 'email' | 'shippingAddress'>,
  customerEmail = '',
): Contact => ({ ...emptyContact, email: email ?? customerEmail, ...shippingAddress });

/** @returns the change of the session; what is empty is left out */
export function toChanges({ email, ...fields }: Contact): SessionChanges {
  const { line2, region, postalCode, ...required } = fields;
  const optional = { line2, postalCode, ...(needsRegion(fields.country) && { region }) };
  const filled = Object.entries(optional).filter(([, value]) => value.trim() !== '');
  return { email, shippingAddress: { ...required, ...Object.fromEntries(filled) } as Address };
}

/** @returns what to correct, by field. The API validates the rest. */
export function contactErrors(contact: Contact): Partial<Record<keyof Contact, string>> {
  const required = ['email', 'name', 'line1', 'city', 'country'] as const;
  const missing = required.filter((field) => contact[field].trim() === '');
  const isEmail = /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(contact.email);
  return {
    ...Object.fromEntries(missing.map((field) => [field, 'Fill in this field.'])),
    ...(!missing.includes('email') && !isEmail && { email: 'Enter an address such as ada@shop.example.' }),
    ...(needsRegion(contact.country) &&
      contact.region.trim() === '' && { region: 'Enter the state, such as CA.' }),
  };
}
