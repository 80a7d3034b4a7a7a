import { Card, Group, Stack, Text, Title } from '@mantine/core';
import type { Order } from '#libs/client';
import { Totals } from '../basket/totals.tsx';
import { ProductArt } from '../catalog/product-art.tsx';
import { Money } from '../shell/money.tsx';

/** The products and the totals of an order. */
export function OrderSummary({
  order,
}: {
  readonly order: Pick<Order, 'lineItems' | 'totals' | 'currency'>;
}) {
  const { lineItems, totals, currency } = order;
  return (
    <Card withBorder padding="lg">
      <Stack>
        <Title order={2}>Summary</Title>
        {lineItems.map(({ productId, title, quantity, total }) => (
          <Group key={productId} wrap="nowrap">
            <div style={{ width: 64, flexShrink: 0 }}>
              <ProductArt title={title} />
            </div>
            <Text flex={1} size="sm">
              {quantity} × {title}
            </Text>
            <Money size="sm" amount={total} currency={currency} />
          </Group>
        ))}
        <Totals totals={totals} currency={currency} />
      </Stack>
    </Card>
  );
}
