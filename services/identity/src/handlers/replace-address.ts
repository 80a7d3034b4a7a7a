import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { replaceAddress } from '../controllers/replace-address.ts';
import { dynamoDbAddressRepository } from '../gateways/dynamodb-address-repository.ts';
import request from './replace-address.schema.ts';

const env = environment({ ADDRESSES_TABLE: 'text' });
const deps = { addresses: dynamoDbAddressRepository(env.ADDRESSES_TABLE) };

export const handler = httpHandler(request, async ({ path, body, headers, caller }) => {
  const replacement = { addressId: path.addressId, input: body, ifMatch: headers['if-match'] };
  const address = await replaceAddress(caller.customerId, replacement, deps);
  return ok(address, { version: address.version });
});
