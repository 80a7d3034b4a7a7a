import { describe, expect, it } from '@jest/globals';
import { contactErrors, exampleContact, toChanges, toContact } from './contact.ts';

describe('toChanges', () => {
  it('leaves out what is empty, and the region where tax does not depend on it', () => {
    expect(toChanges({ ...exampleContact, region: 'Berlin' })).toEqual({
      email: 'ada@shop.example',
      shippingAddress: {
        name: 'Ada Byron',
        line1: '12 Example Street',
        postalCode: '10115',
        city: 'Berlin',
        country: 'DE',
      },
    });
    expect(toChanges({ ...exampleContact, country: 'US', region: 'CA' }).shippingAddress).toMatchObject({
      region: 'CA',
    });
  });

  it('returns what the session had', () => {
    const changes = toChanges(exampleContact);
    const session = { email: changes.email!, shippingAddress: changes.shippingAddress! };
    expect(toContact(session)).toEqual(exampleContact);
  });
});

describe('toContact', () => {
  it('begins with the email address of the customer', () => {
    expect(toContact({}, 'grace@shop.example').email).toBe('grace@shop.example');
  });
});

describe('contactErrors', () => {
  it('accepts a complete form', () => {
    expect(contactErrors(exampleContact)).toEqual({});
  });

  it('names what is missing or wrong', () => {
    expect(Object.keys(contactErrors({ ...exampleContact, email: 'ada', city: ' ', country: 'US' }))).toEqual(
      ['city', 'email', 'region'],
    );
  });
});
