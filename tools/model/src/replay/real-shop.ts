import type { CheckoutSubmitted, EventOf } from '#libs/contracts';
import { fixedClock, inMemoryEncryptionKey, purchaseEvents } from '#libs/testing';
import { closeCheckout } from '../../../../services/checkout/src/controllers/close-checkout.ts';
import { reopenCheckout } from '../../../../services/checkout/src/controllers/reopen-checkout.ts';
import type { Session } from '../../../../services/checkout/src/models/session.ts';
import { inMemoryDiscountRepository } from '../../../../services/checkout/test/in-memory-discount-repository.ts';
import { inMemorySessionRepository } from '../../../../services/checkout/test/in-memory-session-repository.ts';
import { cancelShipments } from '../../../../services/fulfillment/src/controllers/cancel-shipments.ts';
import { inMemoryFulfillmentRepository } from '../../../../services/fulfillment/test/in-memory-fulfillment-repository.ts';
import { commitStock } from '../../../../services/inventory/src/controllers/commit-stock.ts';
import { releaseStock } from '../../../../services/inventory/src/controllers/release-stock.ts';
import { reserveStock } from '../../../../services/inventory/src/controllers/reserve-stock.ts';
import { restockOrder } from '../../../../services/inventory/src/controllers/restock-order.ts';
import { hotProducts } from '../../../../services/inventory/src/helpers/hot-products.ts';
import { inMemoryStock } from '../../../../services/inventory/test/in-memory-stock.ts';
import { markCanceled } from '../../../../services/orders/src/controllers/mark-canceled.ts';
import { placeOrder } from '../../../../services/orders/src/controllers/place-order.ts';
import { rejectCancellation } from '../../../../services/orders/src/controllers/reject-cancellation.ts';
import { rejectOrder } from '../../../../services/orders/src/controllers/reject-order.ts';
import { inMemoryOrderRepository } from '../../../../services/orders/test/in-memory-order-repository.ts';
import { authorizePayment } from '../../../../services/payments/src/controllers/authorize-payment.ts';
import { capturePayment } from '../../../../services/payments/src/controllers/capture-payment.ts';
import { refundPayment } from '../../../../services/payments/src/controllers/refund-payment.ts';
import { voidPayment } from '../../../../services/payments/src/controllers/void-payment.ts';
import { inMemoryPaymentProvider } from '../../../../services/payments/test/in-memory-payment-provider.ts';
import { inMemoryPaymentRepository } from '../../../../services/payments/test/in-memory-payment-repository.ts';
import type { Order } from '../world/order.ts';
import type { RunningCommand } from './running-command.ts';

const HOUR_MILLISECONDS = 60 * 60 * 1000;

type Submitted = EventOf<typeof CheckoutSubmitted>;

/** The controllers of all services on fakes that pass the contract tests of the repositories. */
export async function realShop(stock: Readonly<Record<string, number>>) {
  const now = fixedClock();
  const inventory = inMemoryStock({ available: stock, now });
  const payments = inMemoryPaymentRepository();
  const provider = inMemoryPaymentProvider();
  const orders = inMemoryOrderRepository();
  const sessions = inMemorySessionRepository(inMemoryDiscountRepository());
  const fulfillments = inMemoryFulfillmentRepository();
  const tokenKey = inMemoryEncryptionKey();
  /** Set while nothing of an authorization can appear any more. */
  const clock = { isLate: false };
  const lateNow = () => new Date(now().getTime() + (clock.isLate ? HOUR_MILLISECONDS : 0));

  /** The event of a submitted session, whose card the provider accepts or declines. */
  async function submit({ products, isPaid }: Order, isDeclined: boolean): Promise<Submitted> {
    const { submitted } = purchaseEvents();
    const { orderId, encryptedPaymentToken: _, sessionId, ...order } = submitted.data;
    const token = await tokenKey.encrypt(isDeclined ? 'tok_declined' : 'tok_success', { orderId });
    const [line] = order.lineItems;
    const lineItems = products.map((productId) => ({ ...line!, productId, quantity: 1 }));
    const totals = { ...order.totals, total: isPaid ? order.totals.total : 0 };
    const attempt = { orderId, key: 'key', fingerprint: 'fingerprint' };
    const submission = { orderId, submittedAt: now().toISOString(), publishAttempts: 1, republishAt: '' };
    await sessions.insert({
      sessionId,
      status: 'completing',
      attempts: [attempt],
      submission,
    } as unknown as Session);
    const data = {
      ...order,
      orderId,
      sessionId,
      lineItems,
      totals,
      ...(isPaid && { encryptedPaymentToken: token }),
    };
    return { ...submitted, data } as unknown as Submitted;
  }

  /** Runs the command of a task with gateways that wait for permission. */
  function run(name: string, input: unknown, command: RunningCommand): Promise<unknown> {
    const wrapped = {
      stock: command.paused('stock', inventory.stock),
      reservations: command.paused('reservations', inventory.reservations),
      payments: command.paused('payments', payments),
      provider: command.paused('provider', provider),
      orders: command.paused('orders', orders),
      sessions: command.paused('sessions', sessions),
      fulfillments: command.paused('fulfillments', fulfillments),
    };
    const deps = { ...wrapped, now: lateNow, tokenKey, authorizeEndsWithinSeconds: 20, random: Math.random };
    const commands: Readonly<Record<string, () => Promise<unknown>>> = {
      ReserveStock: () =>
        reserveStock(input as never, { ...deps, pause: command.pause, hotProducts: hotProducts() }),
      CommitStock: () => commitStock(input as never, deps),
      ReleaseStock: () => releaseStock(input as never, deps),
      RestockOrder: () => restockOrder(input as never, deps),
      AuthorizePayment: () => authorizePayment(input as never, deps),
      CapturePayment: () => capturePayment(input as never, deps),
      VoidPayment: () => voidPayment(input as never, deps),
      RefundPayment: () => refundPayment(input as never, deps),
      PlaceOrder: () => placeOrder(input as never, deps),
      RejectOrder: () => rejectOrder(input as never, deps),
      RejectCancellation: () => rejectCancellation(input as never, deps),
      MarkCanceled: () => markCanceled(input as never, deps),
      CloseCheckout: () => closeCheckout(input as never, deps),
      ReopenCheckout: () => reopenCheckout(input as never, deps),
      CancelShipments: () =>
        cancelShipments((input as { MessageBody: { command: never } }).MessageBody.command, deps),
    };
    return commands[name]!();
  }

  return { inventory, payments, provider, orders, sessions, fulfillments, clock, submit, run, now };
}

export type RealShop = Awaited<ReturnType<typeof realShop>>;
