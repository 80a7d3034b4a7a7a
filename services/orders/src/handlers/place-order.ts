import { environment } from '#libs/config';
import { commandHandler } from '#libs/lambda';
import { placeOrder } from '../controllers/place-order.ts';
import { dynamoDbOrderRepository } from '../gateways/dynamodb-order-repository.ts';
import contract from './place-order.schema.ts';

const env = environment({ ORDERS_TABLE: 'text' });
const deps = { orders: dynamoDbOrderRepository(env.ORDERS_TABLE), now: () => new Date() };

export const handler = commandHandler(contract, (command) => placeOrder(command, deps));
