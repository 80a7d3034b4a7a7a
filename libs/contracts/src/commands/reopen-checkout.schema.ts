import { ErrorCode, idSchema, lineSchema } from '#libs/models';
import { Type } from 'typebox';
import { commandContract } from '../command-contract.ts';

/** Reopens a session after its order failed, with the reason (checkout). */
export default commandContract('ReopenCheckout', 1, {
  sessionId: idSchema('chk'),
  orderId: idSchema('ord'),
  failure: Type.Object({ code: ErrorCode, detail: Type.Optional(lineSchema(1000)) }),
});
