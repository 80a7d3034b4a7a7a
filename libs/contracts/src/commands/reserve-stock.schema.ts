import { idSchema } from '#libs/models';
import { Type } from 'typebox';
import { MAX_ORDER_LINES, ProductQuantity } from '../line-item.ts';
import { commandContract } from '../command-contract.ts';

/** Reserves stock for all lines or for none (inventory). Refused: `stock.insufficient`, `stock.unknown-product`, `reservation.released`. */
export default commandContract('ReserveStock', 1, {
  orderId: idSchema('ord'),
  lineItems: Type.Array(ProductQuantity, { minItems: 1, maxItems: MAX_ORDER_LINES }),
});
