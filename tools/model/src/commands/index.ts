import { closeCheckout, reopenCheckout } from './checkout.ts';
import type { Command } from './command.ts';
import { cancelShipments } from './fulfillment.ts';
import { commitStock, releaseStock, reserveStock, restockOrder } from './inventory.ts';
import { markCanceled, placeOrder, rejectCancellation, rejectOrder } from './orders.ts';
import { authorizePayment, capturePayment, refundPayment, voidPayment } from './payments.ts';

/** The command of each task, by the name of its state. */
export const commands: Readonly<Record<string, Command>> = {
  ReserveStock: reserveStock,
  CommitStock: commitStock,
  ReleaseStock: releaseStock,
  RestockOrder: restockOrder,
  AuthorizePayment: authorizePayment,
  CapturePayment: capturePayment,
  VoidPayment: voidPayment,
  RefundPayment: refundPayment,
  PlaceOrder: placeOrder,
  RejectOrder: rejectOrder,
  RejectCancellation: rejectCancellation,
  MarkCanceled: markCanceled,
  CloseCheckout: closeCheckout,
  ReopenCheckout: reopenCheckout,
  CancelShipments: cancelShipments,
};
