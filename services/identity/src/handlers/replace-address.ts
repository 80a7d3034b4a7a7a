import { environment } from '#libs/config';
import { httpHandler, ok, requireCustomer } from '#libs/lambda';
import { replaceAddress } from '../controllers/replace-address.ts';
import { dynamoDbAddressBooks } from '../gateways/address-books.ts';
import request from './replace-address.schema.ts';

const env = environment({ ADDRESS_BOOKS_TABLE: 'text' });
const deps = { books: dynamoDbAddressBooks(env.ADDRESS_BOOKS_TABLE) };

export const handler = httpHandler(request, async ({ path, body, headers, caller }) => {
  const replacement = { addressId: path.addressId, input: body, ifMatch: headers['if-match'] };
  const address = await replaceAddress(requireCustomer(caller).customerId, replacement, deps);
  return ok(address, { version: address.version });
});
