import { commandContract } from '#libs/contracts';
import { idSchema } from '#libs/models';
import { Type } from 'typebox';

export default commandContract('RejectCancellation', 1, {
  orderId: idSchema('ord'),
  code: Type.String({ minLength: 1 }),
});
