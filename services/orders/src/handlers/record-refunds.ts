import { environment } from '#libs/config';
import { PaymentRefunded } from '#libs/contracts';
import { eventQueueHandler, on } from '#libs/lambda';
import { recordRefund } from '../controllers/record-refund.ts';
import { dynamoDbOrderRepository } from '../gateways/dynamodb-order-repository.ts';

const env = environment({ ORDERS_TABLE: 'text' });
const deps = { orders: dynamoDbOrderRepository(env.ORDERS_TABLE) };

export const handler = eventQueueHandler(on(PaymentRefunded, (event) => recordRefund(event, deps)));
