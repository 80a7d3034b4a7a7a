import { lineSchema } from '#libs/models';

/** Why an order or shipment was canceled, in the words of the customer or of staff. */
export const CancellationReason = lineSchema(500);
