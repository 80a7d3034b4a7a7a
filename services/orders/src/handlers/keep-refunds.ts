import { environment } from '#libs/config';
import { PaymentRefunded } from '#libs/contracts';
import { eventQueueHandler, on } from '#libs/lambda';
import { keepRefund } from '../controllers/keep-refund.ts';
import { ordersTable } from '../gateways/orders-table.ts';

const env = environment({ ORDERS_TABLE: 'text' });
const deps = { orders: ordersTable(env.ORDERS_TABLE) };

export const handler = eventQueueHandler(on(PaymentRefunded, (event) => keepRefund(event, deps)));
