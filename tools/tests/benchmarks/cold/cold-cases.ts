import { randomUUID } from 'node:crypto';
import { newId } from '#libs/models';
import { sampleEvent } from '../../../workspace/src/contracts/sample-event.ts';
import { CUSTOMER_ID } from './customer-token.ts';

export type Item = Readonly<Record<string, unknown>>;

/** The first invocation of a function: its event, what its tables hold, and how its result shows that it worked. */
export interface ColdCase {
  /** `inventory/get-stock` */
  readonly name: string;
  readonly event: object;
  readonly tables: Readonly<Record<string, readonly Item[]>>;
  /** An earlier case whose items this one finds, with other keys. */
  readonly after?: { readonly name: string; readonly keys: Readonly<Record<string, Item>> };
  readonly isExpected: (result: unknown) => boolean;
}

interface Pool {
  readonly issuer: string;
  readonly accessToken: string;
}

const productId = newId('prd', 1_000);
const categoryId = newId('cat', 1_000);
const sessionId = newId('chk', 1_000);
const orderId = newId('ord');
const price = { amount: 4990, currency: 'EUR' };
const address = {
  name: 'Ada Lovelace',
  line1: 'Unter den Linden 1',
  city: 'Berlin',
  postalCode: '10117',
  country: 'DE',
};
const line = { productId, quantity: 2, title: 'Teapot', unitPrice: 4990, total: 9980 };
const totals = { subtotal: 9980, discount: 0, shipping: 490, tax: 1672, total: 10470 };
const record = { version: 1, correlationId: 'cor_1' };
const createdAt = new Date().toISOString();
const purchase = {
  email: 'ada@example.com',
  shippingAddress: address,
  shippingOption: 'standard',
  lineItems: [line],
  totals,
  currency: 'EUR',
};

const stock = { stockId: productId, available: 12, holds: {}, ...record };
const product = {
  productId,
  title: 'Teapot',
  description: 'Holds one liter.',
  categoryId,
  price,
  status: 'active',
  attributes: { color: 'blue' },
  images: [],
  createdAt,
  updatedAt: createdAt,
  ...record,
};
const order = {
  orderId,
  sessionId,
  customerId: CUSTOMER_ID,
  ...purchase,
  status: 'placed',
  placedAt: createdAt,
  shipments: [],
  refundedTotal: 0,
  ...record,
};
const session = {
  sessionId,
  status: 'open',
  customerId: CUSTOMER_ID,
  ...purchase,
  shipping: { optionId: 'standard', title: 'Standard', price: 490 },
  discountCodes: [],
  problems: [],
  attempts: [],
  createdAt,
  expiresAt: new Date(Date.now() + 3_600_000).toISOString(),
  removeAt: Math.floor(Date.now() / 1000) + 86_400,
  ...record,
};
/** What pricing reads. The rates and options are in one table. */
const pricing = {
  ProductProjectionsTable: [
    {
      productId,
      title: 'Teapot',
      price,
      status: 'active',
      productRevision: 1,
      available: 12,
      stockRevision: 1,
    },
  ],
  PricingRulesTable: [
    {
      kind: 'shipping-option',
      id: 'standard',
      details: { title: 'Standard', prices: [{ currency: 'EUR', amount: 490 }], isOffered: true },
      version: 1,
    },
    { kind: 'tax-rate', id: 'DE', details: { title: 'VAT', basisPoints: 1900 }, version: 1 },
  ],
};

const basket = {
  lineItems: [{ productId, quantity: 2 }],
  email: purchase.email,
  shippingAddress: address,
  shippingOption: 'standard',
};

/** The cases of the default run. */
export function coldCases({ issuer, accessToken }: Pool): ColdCase[] {
  const bearer = { authorization: `Bearer ${accessToken}` };
  const authorized = { claims: { iss: issuer, sub: CUSTOMER_ID, username: CUSTOMER_ID } };
  return [
    {
      name: 'inventory/get-stock',
      event: http('GET', '/stock/{productId}', { path: { productId } }),
      tables: { StockTable: [stock] },
      isExpected: isStatus(200),
    },
    {
      name: 'catalog/get-product',
      event: http('GET', '/products/{productId}', { path: { productId } }),
      tables: { ProductsTable: [product] },
      isExpected: isStatus(200),
    },
    {
      name: 'orders/get-order',
      event: http('GET', '/{orderId}', { path: { orderId }, authorizer: authorized }),
      tables: { OrdersTable: [order] },
      isExpected: isStatus(200),
    },
    {
      name: 'checkout/get-session',
      event: http('GET', '/sessions/{sessionId}', { path: { sessionId }, headers: bearer }),
      tables: { SessionsTable: [session], PricingRulesTable: pricing.PricingRulesTable },
      isExpected: isStatus(200),
    },
    {
      name: 'checkout/create-session',
      event: http('POST', '/sessions', {
        headers: { ...bearer, 'idempotency-key': randomUUID() },
        body: basket,
      }),
      tables: pricing,
      isExpected: isStatus(201),
    },
    {
      name: 'checkout/complete-session',
      event: http('POST', '/sessions/{sessionId}/complete', {
        path: { sessionId },
        headers: { ...bearer, 'idempotency-key': randomUUID() },
        body: { payment: { token: 'tok_success' } },
      }),
      tables: pricing,
      after: { name: 'checkout/create-session', keys: { SessionsTable: { sessionId } } },
      isExpected: isStatus(202),
    },
    {
      name: 'payments/authorize-payment',
      event: {
        orderId,
        amount: { amount: totals.total, currency: 'EUR' },
        encryptedPaymentToken: Buffer.from('tok_success').toString('base64'),
        customerId: CUSTOMER_ID,
        correlationId: 'cor_1',
      },
      tables: {
        PaymentsTable: [
          {
            orderId,
            paymentId: newId('pay'),
            amount: totals.total,
            currency: 'EUR',
            status: 'authorizing',
            refunds: [],
            version: 1,
          },
        ],
      },
      isExpected: (result) =>
        (result as { payment?: { status?: string } } | null)?.payment?.status === 'authorized',
    },
    {
      name: 'notifications/send-email',
      event: queueEvent(
        sampleEvent('OrderPlaced', {
          ...purchase,
          orderId,
          occurredAt: createdAt,
          correlationId: 'cor_1',
          subject: orderId,
        }),
      ),
      tables: {},
      isExpected: (result) =>
        (result as { batchItemFailures?: readonly unknown[] } | null)?.batchItemFailures?.length === 0,
    },
  ];
}

const isStatus = (status: number) => (result: unknown) =>
  (result as { statusCode?: number } | null)?.statusCode === status;

interface HttpEvent {
  readonly path?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly authorizer?: object;
}

/** A proxy event as API Gateway sends it. */
function http(method: string, resource: string, { path, headers = {}, body, authorizer }: HttpEvent): object {
  const sent = {
    accept: '*/*',
    'content-type': 'application/json',
    host: 'api.example.com',
    'user-agent': 'curl/8.5.0',
    'x-amzn-trace-id': 'Root=1-665f4f29-1b2c3d4e5f60718293a4b5c6',
    'x-forwarded-for': '192.0.2.1',
    'x-forwarded-port': '443',
    'x-forwarded-proto': 'https',
    ...headers,
  };
  return {
    resource,
    path: resource,
    httpMethod: method,
    headers: sent,
    multiValueHeaders: Object.fromEntries(Object.entries(sent).map(([name, value]) => [name, [value]])),
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: path ?? null,
    stageVariables: null,
    requestContext: {
      requestId: randomUUID(),
      resourcePath: resource,
      httpMethod: method,
      identity: { sourceIp: '192.0.2.1', userAgent: 'curl/8.5.0' },
      ...(authorizer && { authorizer }),
    },
    body: body ? JSON.stringify(body) : null,
    isBase64Encoded: false,
  };
}

const queueEvent = (event: object): object => ({
  Records: [
    {
      messageId: randomUUID(),
      receiptHandle: 'receipt',
      body: JSON.stringify(event),
      attributes: { ApproximateReceiveCount: '1', SentTimestamp: String(Date.now()) },
      messageAttributes: {},
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:000000000000:EmailQueue',
      awsRegion: 'us-east-1',
    },
  ],
});
