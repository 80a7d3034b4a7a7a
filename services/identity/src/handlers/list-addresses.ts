import { environment } from '#libs/config';
import { httpHandler, ok } from '#libs/lambda';
import { listAddresses } from '../controllers/list-addresses.ts';
import { dynamoDbAddressRepository } from '../gateways/dynamodb-address-repository.ts';
import request from './list-addresses.schema.ts';

const env = environment({ ADDRESSES_TABLE: 'text' });
const deps = { addresses: dynamoDbAddressRepository(env.ADDRESSES_TABLE) };

export const handler = httpHandler(request, async ({ query, caller }) =>
  ok(await listAddresses(caller.customerId, query, deps)),
);
