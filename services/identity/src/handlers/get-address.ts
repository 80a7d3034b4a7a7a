import { environment } from '#libs/config';
import { httpHandler, ok, requireCustomer } from '#libs/lambda';
import { getAddress } from '../controllers/get-address.ts';
import { dynamoDbAddressBooks } from '../gateways/address-books.ts';
import request from './get-address.schema.ts';

const env = environment({ ADDRESS_BOOKS_TABLE: 'text' });
const deps = { books: dynamoDbAddressBooks(env.ADDRESS_BOOKS_TABLE) };

export const handler = httpHandler(request, async ({ path, caller }) => {
  const address = await getAddress(requireCustomer(caller).customerId, path.addressId, deps);
  return ok(address, { version: address.version });
});
