import { commandContract } from '#libs/contracts';
import { Type } from 'typebox';
import { OrderDraft } from '../models/order-draft.ts';

export default commandContract('RejectOrder', 1, {
  order: OrderDraft,
  failure: Type.Object({ code: Type.String({ minLength: 1 }), detail: Type.Optional(Type.String()) }),
});
