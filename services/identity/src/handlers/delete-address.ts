import { environment } from '#libs/config';
import { httpHandler, noContent } from '#libs/lambda';
import { deleteAddress } from '../controllers/delete-address.ts';
import { dynamoDbAddressRepository } from '../gateways/dynamodb-address-repository.ts';
import request from './delete-address.schema.ts';

const env = environment({ ADDRESSES_TABLE: 'text' });
const deps = { addresses: dynamoDbAddressRepository(env.ADDRESSES_TABLE) };

export const handler = httpHandler(request, async ({ path, headers, caller }) => {
  await deleteAddress(caller.customerId, path.addressId, headers['if-match'], deps);
  return noContent();
});
