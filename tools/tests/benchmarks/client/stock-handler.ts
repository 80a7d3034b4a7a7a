interface ReadInput {
  readonly TableName: string;
  readonly Key: { readonly productId: string };
}

interface StockEvent {
  readonly pathParameters: { readonly productId: string };
}

/** The same function for each client: it reads one item. */
export const stockHandler =
  (read: (input: ReadInput) => Promise<Readonly<Record<string, unknown>> | undefined>) =>
  async ({ pathParameters: { productId } }: StockEvent) => {
    const item = await read({ TableName: process.env['STOCK_TABLE']!, Key: { productId } });
    return { statusCode: 200, body: JSON.stringify({ productId, available: item?.['available'] }) };
  };
