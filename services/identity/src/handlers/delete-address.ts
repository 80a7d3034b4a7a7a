import { environment } from '#libs/config';
import { httpHandler, noContent, requireCustomer } from '#libs/lambda';
import { deleteAddress } from '../controllers/delete-address.ts';
import { dynamoDbAddressBooks } from '../gateways/address-books.ts';
import request from './delete-address.schema.ts';

const env = environment({ ADDRESS_BOOKS_TABLE: 'text' });
const deps = { books: dynamoDbAddressBooks(env.ADDRESS_BOOKS_TABLE) };

export const handler = httpHandler(request, async ({ path, headers, caller }) => {
  await deleteAddress(requireCustomer(caller).customerId, path.addressId, headers['if-match'], deps);
  return noContent();
});
