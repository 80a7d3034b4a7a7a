import { createClient, type ClientOptions } from './create-client.ts';
import * as operations from './generated/operations/by-service.ts';
import type { Calls } from './operation.ts';

/** A client with all operations of the API, by service. */
export type Tradewind = Calls<typeof operations>;

/**
 * Creates a client with all operations. Where the size of a bundle matters, use {@link createClient}.
 *
 * ```ts
 * const tradewind = createTradewind({ baseUrl: 'https://api.example.com', auth: token });
 * for await (const order of tradewind.orders.listOrders()) console.log(order.orderId, order.status);
 * ```
 */
export const createTradewind = (options: ClientOptions): Tradewind => createClient(options, operations);
