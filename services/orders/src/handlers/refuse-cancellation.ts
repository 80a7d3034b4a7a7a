import { environment } from '#libs/config';
import { commandHandler } from '#libs/lambda';
import { refuseCancellation } from '../controllers/refuse-cancellation.ts';
import { ordersTable } from '../gateways/orders-table.ts';
import contract from './refuse-cancellation.schema.ts';

const env = environment({ ORDERS_TABLE: 'text' });
const deps = { orders: ordersTable(env.ORDERS_TABLE), now: () => new Date() };

export const handler = commandHandler(contract, (command) => refuseCancellation(command, deps));
