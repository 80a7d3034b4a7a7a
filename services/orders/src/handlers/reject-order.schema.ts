import { ErrorCode, textSchema } from '#libs/models';
import { commandContract } from '#libs/contracts';
import { Type } from 'typebox';
import { OrderDetails } from '../models/order-details.ts';

export default commandContract('RejectOrder', 1, {
  order: OrderDetails,
  failure: Type.Object({ code: ErrorCode, detail: Type.Optional(textSchema(1000)) }),
});
