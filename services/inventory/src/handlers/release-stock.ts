import { ReleaseStock } from '#libs/contracts';
import { commandHandler } from '#libs/lambda';
import { releaseStock } from '../controllers/release-stock.ts';
import { reservationDependencies } from '../wiring/reservations.ts';

const deps = reservationDependencies();

export const handler = commandHandler(ReleaseStock, (command) => releaseStock(command, deps));
