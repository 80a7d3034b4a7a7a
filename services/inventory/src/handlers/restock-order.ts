import { RestockOrder } from '#libs/contracts';
import { commandHandler } from '#libs/lambda';
import { restockOrder } from '../controllers/restock-order.ts';
import { reservationDependencies } from '../wiring/reservations.ts';

const deps = reservationDependencies();

export const handler = commandHandler(RestockOrder, (command) => restockOrder(command, deps));
