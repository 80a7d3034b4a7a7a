import { commandContract } from '../command-contract.ts';

/** inventory: whether each product's pieces follow from its adjustments and reservations. Answers a StockCheck. */
export default commandContract('CheckStock', 1, {});
