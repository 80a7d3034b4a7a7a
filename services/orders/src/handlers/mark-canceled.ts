import { environment } from '#libs/config';
import { commandHandler } from '#libs/lambda';
import { markCanceled } from '../controllers/mark-canceled.ts';
import { ordersTable } from '../gateways/orders-table.ts';
import contract from './mark-canceled.schema.ts';

const env = environment({ ORDERS_TABLE: 'text' });
const deps = { orders: ordersTable(env.ORDERS_TABLE), now: () => new Date() };

export const handler = commandHandler(contract, (command) => markCanceled(command, deps));
