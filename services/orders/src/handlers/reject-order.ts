import { environment } from '#libs/config';
import { commandHandler } from '#libs/lambda';
import { rejectOrder } from '../controllers/reject-order.ts';
import { ordersTable } from '../gateways/orders-table.ts';
import contract from './reject-order.schema.ts';

const env = environment({ ORDERS_TABLE: 'text' });
const deps = { orders: ordersTable(env.ORDERS_TABLE), now: () => new Date() };

export const handler = commandHandler(contract, (command) => rejectOrder(command, deps));
