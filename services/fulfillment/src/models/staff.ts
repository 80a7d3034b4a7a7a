/** What lets a warehouse's own system do what staff do. */
export const WRITE_SCOPE = 'tradewind/fulfillment.write';
