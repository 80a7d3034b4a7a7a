import { environment } from '#libs/config';
import { created, dynamoDbIdempotency, httpHandler } from '#libs/lambda';
import { createAddress } from '../controllers/create-address.ts';
import { dynamoDbAddressRepository } from '../gateways/dynamodb-address-repository.ts';
import request from './create-address.schema.ts';

const env = environment({ IDEMPOTENCY_TABLE: 'text', ADDRESSES_TABLE: 'text' });
const deps = { addresses: dynamoDbAddressRepository(env.ADDRESSES_TABLE), now: () => new Date() };

export const handler = httpHandler(
  request,
  async ({ body, caller }) => {
    const address = await createAddress(caller.customerId, body, deps);
    return created(address, {
      location: `/identity/me/addresses/${address.addressId}`,
      version: address.version,
    });
  },
  { idempotency: dynamoDbIdempotency(env.IDEMPOTENCY_TABLE) },
);
