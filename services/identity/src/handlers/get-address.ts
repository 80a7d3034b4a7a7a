import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { getAddress } from '../controllers/get-address.ts';
import { dynamoDbAddressRepository } from '../gateways/dynamodb-address-repository.ts';
import request from './get-address.schema.ts';

const env = environment({ ADDRESSES_TABLE: 'text' });
const deps = { addresses: dynamoDbAddressRepository(env.ADDRESSES_TABLE) };

export const handler = httpHandler(request, async ({ path, caller }) => {
  const address = await getAddress(caller.customerId, path.addressId, deps);
  return ok(address, { version: address.version });
});
