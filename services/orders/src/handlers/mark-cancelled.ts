import { environment } from '#libs/config';
import { commandHandler } from '#libs/lambda';
import { markCancelled } from '../controllers/mark-cancelled.ts';
import { ordersTable } from '../gateways/orders-table.ts';
import contract from './mark-cancelled.schema.ts';

const env = environment({ ORDERS_TABLE: 'text' });
const needs = { orders: ordersTable(env.ORDERS_TABLE), now: () => new Date() };

export const handler = commandHandler(contract, (command) => markCancelled(command, needs));
