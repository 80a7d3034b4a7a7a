import { environment } from '#libs/config';
import { httpHandler, ok, requireCustomer } from '#libs/lambda';
import { listAddresses } from '../controllers/list-addresses.ts';
import { dynamoDbAddressBooks } from '../gateways/address-books.ts';
import request from './list-addresses.schema.ts';

const env = environment({ ADDRESS_BOOKS_TABLE: 'text' });
const deps = { books: dynamoDbAddressBooks(env.ADDRESS_BOOKS_TABLE) };

export const handler = httpHandler(request, async ({ query, caller }) =>
  ok(await listAddresses(requireCustomer(caller).customerId, query, deps)),
);
