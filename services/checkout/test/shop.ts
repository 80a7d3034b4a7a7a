import type { EventOf, ProductChanged, StockChanged } from '#libs/contracts';
import type { Caller } from '#libs/lambda';
import {
  fixedClock,
  inMemoryEncryptionKey,
  inMemoryRateLimit,
  inMemoryRecordRepository,
} from '#libs/testing';
import {
  dynamoDbShippingOptionRepository,
  dynamoDbTaxRateRepository,
} from '../src/gateways/dynamodb-pricing-rule-repository.ts';
import { DISCOUNT_ATTEMPT_LIMITS } from '../src/models/discount-attempt.ts';
import type { DiscountTerms } from '../src/models/discount.ts';
import type { ShippingOptionDetails } from '../src/models/shipping-option.ts';
import type { TaxRateDetails } from '../src/models/tax-rate.ts';
import { inMemoryDiscountRepository } from './in-memory-discount-repository.ts';
import { inMemoryProductProjectionRepository } from './in-memory-product-projection-repository.ts';
import { inMemorySessionRepository } from './in-memory-session-repository.ts';

export const productId = (n: number): string => `prd_${String(n).padStart(36, '0')}`;

export const guest: Caller = { kind: 'anonymous' };
export const ada: Caller = { kind: 'customer', customerId: '7f1f3a0e-52a5-4a7b-9d56-7b8f5d6c0001' };
export const bob: Caller = { kind: 'customer', customerId: '7f1f3a0e-52a5-4a7b-9d56-7b8f5d6c0002' };

export const address = {
  name: 'Ada Lovelace',
  line1: 'Unter den Linden 1',
  city: 'Berlin',
  postalCode: '10117',
  country: 'DE',
};

/** Where the requests of tests come from. */
export const sourceIp = '192.0.2.1';

type ProductEvent = EventOf<typeof ProductChanged>;
type StockEvent = EventOf<typeof StockChanged>;

const envelope = (subject: string, revision: number) => ({
  id: `${subject}-${revision}`,
  version: 1,
  source: 'test',
  subject,
  revision,
  occurredAt: '2030-01-01T12:00:00.000Z',
  correlationId: 'test',
});

export const productChanged = (
  n: number,
  {
    amount = 1_000,
    currency = 'EUR',
    revision = 1,
    ...data
  }: Partial<ProductEvent['data']> & {
    amount?: number;
    currency?: string;
    revision?: number;
  } = {},
): ProductEvent => ({
  ...envelope(productId(n), revision),
  type: 'ProductChanged',
  data: {
    productId: productId(n),
    title: `Product ${n}`,
    price: { amount, currency },
    categoryId: `cat_${String(n).padStart(36, '0')}`,
    status: 'active',
    ...data,
  },
});

export const stockChanged = (n: number, available: number, revision = 1): StockEvent => ({
  ...envelope(productId(n), revision),
  type: 'StockChanged',
  data: { productId: productId(n), available },
});

const discounts: Record<string, DiscountTerms> = {
  TENTH: { reduction: { basisPoints: 1_000 } },
  FIVER: { reduction: { amount: 500, currency: 'EUR' } },
  TWICE: { reduction: { basisPoints: 2_000 }, maxRedemptions: 2 },
  ONCE: { reduction: { basisPoints: 5_000 }, oncePerCustomer: true },
};
const standard: ShippingOptionDetails = {
  title: 'Standard',
  prices: [{ currency: 'EUR', amount: 490, freeFrom: 5_000 }],
  isOffered: true,
};
const courier: ShippingOptionDetails = {
  title: 'Courier',
  prices: [{ currency: 'EUR', amount: 900 }],
  countries: ['DE'],
  isOffered: true,
};

/** In-memory dependencies of all controllers: five products at 10 EUR with 10 available units each. */
export async function createShop() {
  const now = fixedClock();
  const discountRepository = inMemoryDiscountRepository(discounts);
  const products = inMemoryProductProjectionRepository();
  const shippingOptions = dynamoDbShippingOptionRepository('', inMemoryRecordRepository(['kind', 'id']));
  const taxRates = dynamoDbTaxRateRepository('', inMemoryRecordRepository(['kind', 'id']));
  const rate = (title: string, basisPoints: number): TaxRateDetails => ({ title, basisPoints });
  for (const n of [1, 2, 3, 4, 5]) {
    await products.applyProductChanged(productChanged(n));
    await products.applyStockChanged(stockChanged(n, 10));
  }
  await shippingOptions.save('standard', standard);
  await shippingOptions.save('courier', courier);
  await taxRates.save('*', rate('None', 0));
  await taxRates.save('DE', rate('Umsatzsteuer', 1_900));
  let sales: 'open' | 'paused' = 'open';
  return {
    sales: async () => sales,
    setSales: (next: typeof sales) => void (sales = next),
    tokenKey: inMemoryEncryptionKey(),
    products,
    discounts: discountRepository,
    shippingOptions,
    taxRates,
    sessions: inMemorySessionRepository(discountRepository),
    codeLimits: {
      session: inMemoryRateLimit(DISCOUNT_ATTEMPT_LIMITS.session, now),
      caller: inMemoryRateLimit(DISCOUNT_ATTEMPT_LIMITS.caller, now),
    },
    now,
  };
}

export const lines = (...quantities: number[]) =>
  quantities.map((quantity, index) => ({ productId: productId(index + 1), quantity }));

/** A complete session: 20 EUR, shipping 4.90 EUR. */
export const completeBasket = {
  lineItems: lines(2),
  email: 'ada@example.com',
  shippingAddress: address,
  shippingOption: 'standard',
};
