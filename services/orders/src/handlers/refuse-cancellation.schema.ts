import { commandContract } from '#libs/contracts';
import { idOf } from '#libs/models';
import { Type } from 'typebox';

export default commandContract('RefuseCancellation', 1, {
  orderId: idOf('ord'),
  code: Type.String({ minLength: 1 }),
});
