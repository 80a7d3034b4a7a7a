/** Permits the warehouse management system to act like staff. */
export const WRITE_SCOPE = 'tradewind/fulfillment.write';
