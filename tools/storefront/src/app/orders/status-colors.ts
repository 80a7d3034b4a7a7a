import type { Order } from '#libs/client';

/** The colors of Mantine for the status of an order. */
export const statusColors: Readonly<Record<Order['status'], string>> = {
  placed: 'blue',
  shipped: 'orange',
  delivered: 'green',
  canceled: 'gray',
};
