import { createTradewind, isProblem } from '#libs/client';

/** Buys a product as a guest: `npx node libs/client/examples/purchase.ts [tok_success | tok_declined | …] [CATEGORY_ID]`. */
const [paymentToken = 'tok_success', categoryId] = process.argv.slice(2);
const { catalog, checkout, inventory } = createTradewind({
  baseUrl: process.env['API_URL'] ?? 'http://localhost:3000',
});

for await (const product of catalog.listProducts(categoryId === undefined ? {} : { categoryId })) {
  if (!(await isInStock(product.productId))) continue;

  const { sessionId } = await checkout.createSession({
    lineItems: [{ productId: product.productId, quantity: 1 }],
  });
  const { totals, currency } = await checkout.updateSession(sessionId, {
    email: 'ada@example.com',
    shippingOption: 'standard',
    shippingAddress: {
      name: 'Ada',
      line1: '1 Analytical Way',
      city: 'Berlin',
      postalCode: '10115',
      country: 'DE',
    },
  });
  console.log(`${product.title}: ${(totals.total / 100).toFixed(2)} ${currency}`);

  try {
    const payment = { payment: { token: paymentToken } };
    const { status, orderId, failure } = await checkout.completeSession(sessionId, payment, {
      waitSeconds: 10,
    });
    console.log(status, failure?.code ?? orderId);
  } catch (error) {
    if (!isProblem(error, 'checkout.insufficient-stock')) throw error;
    console.log(error.detail);
  }
  break;
}

async function isInStock(productId: string): Promise<boolean> {
  try {
    return (await inventory.getStock(productId)).available > 0;
  } catch (error) {
    if (isProblem(error, 'stock.not-found')) return false;
    throw error;
  }
}
