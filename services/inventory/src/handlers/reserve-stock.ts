import { ReserveStock } from '#libs/contracts';
import { commandHandler } from '#libs/lambda';
import { reserveStock } from '../controllers/reserve-stock.ts';
import { reservationDependencies } from '../wiring/reservations.ts';

const deps = reservationDependencies();

export const handler = commandHandler(ReserveStock, (command) => reserveStock(command, deps));
