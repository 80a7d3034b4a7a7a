import { CloseCheckout, OrderCanceled, ProductChanged, ReopenCheckout, StockChanged } from '#libs/contracts';
import { commandHandler, eventQueueHandler, on, type Caller } from '#libs/lambda';
import { cancelSession } from '../../../../services/checkout/src/controllers/cancel-session.ts';
import { closeCheckout } from '../../../../services/checkout/src/controllers/close-checkout.ts';
import { completeSession } from '../../../../services/checkout/src/controllers/complete-session.ts';
import { createSession } from '../../../../services/checkout/src/controllers/create-session.ts';
import { republishSubmissions } from '../../../../services/checkout/src/controllers/republish-submissions.ts';
import { getSession } from '../../../../services/checkout/src/controllers/get-session.ts';
import { reopenCheckout } from '../../../../services/checkout/src/controllers/reopen-checkout.ts';
import { returnRedemptions } from '../../../../services/checkout/src/controllers/return-redemptions.ts';
import { toCheckoutEvents } from '../../../../services/checkout/src/models/checkout-events.ts';
import type { NewSession } from '../../../../services/checkout/src/models/session.ts';
import { createShop, productChanged } from '../../../../services/checkout/test/shop.ts';
import type { Engine } from '../engine/engine.ts';
import { heldCall, heldGateway } from '../engine/gateways.ts';
import { createQueue } from '../deliveries/queue.ts';
import { toObserved, type ChangeLog } from './observed.ts';
import { publisherStream } from './publisher-stream.ts';
import type { Topics } from './topics.ts';

const READS = ['find', 'peek', 'due'];
const LIMIT_SECONDS = 10;

export interface Credentials {
  readonly caller: Caller;
  readonly sessionToken?: string | undefined;
}

export async function createCheckout(engine: Engine, log: ChangeLog, topics: Topics) {
  const now = engine.time.date;
  const shop = await createShop();
  const stream = publisherStream(engine, topics, {
    name: 'publish-submissions',
    source: 'checkout',
    toEvents: toCheckoutEvents,
  });
  const memory = shop.sessions;
  const ids = new Set<string>();
  const all = async () =>
    (await Promise.all([...ids].map((id) => memory.find(id)))).filter((each) => each !== undefined);
  const observed: typeof memory = {
    ...memory,
    async insert(session) {
      const written = await memory.insert(session);
      ids.add(written.sessionId);
      await observe(written.sessionId);
      return written;
    },
    replace: (session) => memory.replace(session).finally(() => observe(session.sessionId)),
    submit: (session, ...rest) => memory.submit(session, ...rest).finally(() => observe(session.sessionId)),
    reopen: (session, ...rest) => memory.reopen(session, ...rest).finally(() => observe(session.sessionId)),
    complete: (sessionId, orderId) => memory.complete(sessionId, orderId).finally(() => observe(sessionId)),
  };
  const observe = async (sessionId: string): Promise<void> =>
    log.observe('session', toObserved(sessionId, await memory.find(sessionId)), [stream]);
  const held = heldGateway(engine, 'session', observed, { reads: READS });
  const sessions: typeof memory = {
    ...held,
    async *due(at) {
      const due = await heldCall(
        engine,
        { call: 'session.due', gateway: 'session', isWrite: false },
        async () => {
          const found: string[] = [];
          for await (const id of memory.due(at)) found.push(id);
          return found;
        },
      );
      yield* due;
    },
  };
  const products = heldGateway(engine, 'products', shop.products, {
    reads: ['findAll'],
    staleReads: ['findAll'],
  });
  const deps = { ...shop, now, sessions, products };
  const queue = (name: string, handler: unknown) =>
    createQueue(engine, { name, handler: handler as never, limitSeconds: LIMIT_SECONDS });
  const redemptions = heldGateway(
    engine,
    'redemptions',
    { returnAll: shop.discounts.returnAll },
    { reads: [] },
  );
  const queues = {
    projections: queue(
      'update-product-projections',
      eventQueueHandler(
        on(ProductChanged, (event) => products.applyProductChanged(event)),
        on(StockChanged, (event) => products.applyStockChanged(event)),
      ),
    ),
    canceled: queue(
      'return-redemptions',
      eventQueueHandler(on(OrderCanceled, (event) => returnRedemptions(event, { redemptions }))),
    ),
  };
  topics.subscribe(['ProductChanged', 'StockChanged'], queues.projections);
  topics.subscribe(['OrderCanceled'], queues.canceled);
  return {
    shop,
    all,
    find: memory.find,
    queues: Object.values(queues),
    streams: [stream],
    changePrice: (n: number, amount: number, revision: number) =>
      shop.products.applyProductChanged(productChanged(n, { amount, revision })),
    functions: {
      CloseCheckout: {
        handler: commandHandler(CloseCheckout, (command) => closeCheckout(command, deps)),
        limitSeconds: LIMIT_SECONDS,
      },
      ReopenCheckout: {
        handler: commandHandler(ReopenCheckout, (command) => reopenCheckout(command, deps)),
        limitSeconds: LIMIT_SECONDS,
      },
    },
    create: (request: NewSession, caller: Caller) =>
      createSession(request, { caller, sourceIp: '192.0.2.1' }, deps),
    get: (sessionId: string, credentials: Credentials) =>
      getSession({ sessionId, ...toCredentials(credentials) }, deps),
    complete: (
      completion: { sessionId: string; paymentToken: string; idempotencyKey: string } & Credentials,
    ) => completeSession({ ifMatch: undefined, ...completion, ...toCredentials(completion) }, deps),
    cancel: (sessionId: string, credentials: Credentials) =>
      cancelSession({ sessionId, ifMatch: undefined, ...toCredentials(credentials) }, deps),
    /** The schedule. */
    republish: () => republishSubmissions(deps),
  };
}

const toCredentials = ({ caller, sessionToken }: Credentials) => ({ caller, sessionToken });
