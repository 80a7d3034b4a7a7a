import { environment } from '#libs/config';
import { created, httpHandler, requireCustomer } from '#libs/lambda';
import { createAddress } from '../controllers/create-address.ts';
import { dynamoDbAddressBooks } from '../gateways/address-books.ts';
import request from './create-address.schema.ts';

const env = environment({ ADDRESS_BOOKS_TABLE: 'text' });
const deps = { books: dynamoDbAddressBooks(env.ADDRESS_BOOKS_TABLE), now: () => new Date() };

export const handler = httpHandler(request, async ({ body, caller }) => {
  const address = await createAddress(requireCustomer(caller).customerId, body, deps);
  return created(address, {
    location: `/identity/me/addresses/${address.addressId}`,
    version: address.version,
  });
});
