import { CommitStock } from '#libs/contracts';
import { commandHandler } from '#libs/lambda';
import { transitionReservation } from '../controllers/transition-reservation.ts';
import { transitions } from '../models/reservation.ts';
import { reservationDependencies } from '../wiring/reservations.ts';

const deps = reservationDependencies();

export const handler = commandHandler(CommitStock, ({ orderId }) =>
  transitionReservation(orderId, transitions.commit, deps),
);
