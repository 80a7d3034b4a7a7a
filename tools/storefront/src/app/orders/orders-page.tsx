import { Anchor, Badge, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Order } from '#libs/client';
import { ErrorNotice } from '../shell/error-notice.tsx';
import { Money } from '../shell/money.tsx';
import { useEmail, useShop } from '../shell/shop-context.ts';
import { formatTime } from './format-time.ts';
import { statusColors } from './status-colors.ts';

/** The orders of the signed-in customer, newest first. */
export function OrdersPage() {
  const { tradewind } = useShop();
  const email = useEmail();
  const { data: orders, error } = useQuery({
    queryKey: ['orders', email],
    enabled: email !== undefined,
    queryFn: () => Array.fromAsync(tradewind.orders.listOrders({ limit: 100 })),
  });
  return (
    <Stack>
      <Title order={1}>Your orders</Title>
      {email === undefined && <Text c="dimmed">Sign in to see your orders.</Text>}
      <ErrorNotice error={error} />
      {orders?.length === 0 && (
        <Group>
          <Text c="dimmed">You have not ordered yet.</Text>
          <Button component={Link} to="/" variant="default">
            Browse the shop
          </Button>
        </Group>
      )}
      {orders?.map((order) => (
        <OrderRow key={order.orderId} order={order} />
      ))}
    </Stack>
  );
}

function OrderRow({ order }: { readonly order: Order }) {
  const { orderId, status, lineItems, totals, currency, placedAt } = order;
  return (
    <Card withBorder padding="md">
      <Group justify="space-between" wrap="nowrap">
        <div>
          <Anchor
            renderRoot={(props) => <Link to="/orders/$orderId" params={{ orderId }} {...props} />}
            fw={600}
            c="inherit"
          >
            {lineItems.map(({ title, quantity }) => `${quantity} × ${title}`).join(', ')}
          </Anchor>
          <Text size="sm" c="dimmed">
            {formatTime(placedAt)}
          </Text>
        </div>
        <Group wrap="nowrap">
          <Badge variant="light" color={statusColors[status]}>
            {status}
          </Badge>
          <Money fw={600} amount={totals.total} currency={currency} />
        </Group>
      </Group>
    </Card>
  );
}
