import { commandContract } from '../command-contract.ts';

/** Checks the stock of each product against its adjustments and reservations (inventory). Returns a StockCheck. */
export default commandContract('CheckStock', 1, {});
