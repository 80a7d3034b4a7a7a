import { Badge, Card, Center, Grid, Group, Loader, Stack, Text, Timeline, Title } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { Order } from '#libs/client';
import { ErrorNotice } from '../shell/error-notice.tsx';
import { useShop } from '../shell/shop-context.ts';
import { CancelOrder } from './cancel-order.tsx';
import { formatTime } from './format-time.ts';
import { isUnderWay, orderSteps } from './order-steps.ts';
import { OrderSummary } from './order-summary.tsx';
import { statusColors } from './status-colors.ts';
import { TraceLink } from './trace-link.tsx';

const REFRESH_MILLISECONDS = 2_000;

/** An order with its way to the customer, which the page follows while it can change. */
export function OrderPage() {
  const { orderId } = useParams({ from: '/orders/$orderId' });
  const { tradewind } = useShop();
  const { data: order, error } = useQuery({
    queryKey: ['order', orderId],
    queryFn: () => tradewind.orders.getOrder(orderId),
    refetchInterval: ({ state }) => state.data && isUnderWay(state.data) && REFRESH_MILLISECONDS,
  });
  if (error) return <ErrorNotice error={error} />;
  return order ? (
    <OrderDetails order={order} />
  ) : (
    <Center h={300}>
      <Loader />
    </Center>
  );
}

function OrderDetails({ order }: { readonly order: Order }) {
  const { orderId, status, placedAt } = order;
  return (
    <>
      <Group justify="space-between" mb="lg" align="end">
        <div>
          <Group>
            <Title order={1}>Your order</Title>
            <Badge size="lg" variant="light" color={statusColors[status]} role="status">
              {status}
            </Badge>
          </Group>
          <Text c="dimmed" size="sm" mt={6}>
            {orderId} · {formatTime(placedAt)}
          </Text>
        </div>
        {status === 'placed' && order.cancellation === undefined && <CancelOrder order={order} />}
      </Group>
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="lg">
            <Tracking order={order} />
            <Destination order={order} />
            <TraceLink orderId={orderId} />
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <OrderSummary order={order} />
        </Grid.Col>
      </Grid>
    </>
  );
}

function Tracking({ order }: { readonly order: Order }) {
  const steps = orderSteps(order);
  const reached = steps.filter(({ at }) => at !== undefined).length;
  return (
    <Card withBorder padding="lg">
      <Title order={2} mb="lg">
        Tracking
      </Title>
      <Timeline active={reached - 1} bulletSize={26} lineWidth={2}>
        {steps.map(({ title, at, description }) => (
          <Timeline.Item
            key={title}
            title={title}
            bullet={at !== undefined && <IconCheck size={14} aria-hidden />}
          >
            <Text size="sm" c="dimmed">
              {description}
            </Text>
            {at !== undefined && (
              <Text size="xs" c="dimmed" component="time" dateTime={at}>
                {formatTime(at)}
              </Text>
            )}
          </Timeline.Item>
        ))}
      </Timeline>
      {order.cancellation && order.status === 'placed' && (
        <Text size="sm" mt="md" role="status">
          The order is being canceled.
        </Text>
      )}
    </Card>
  );
}

function Destination({ order: { email, shippingAddress, payment } }: { readonly order: Order }) {
  const { name, line1, line2, postalCode, city, country } = shippingAddress;
  return (
    <Card withBorder padding="lg">
      <Grid>
        <Grid.Col span={6}>
          <Title order={3}>Shipped to</Title>
          <Text size="sm" mt={4} style={{ whiteSpace: 'pre-line' }}>
            {[name, line1, line2, [postalCode, city].filter(Boolean).join(' '), country]
              .filter(Boolean)
              .join('\n')}
          </Text>
        </Grid.Col>
        <Grid.Col span={6}>
          <Title order={3}>Payment</Title>
          <Text size="sm" mt={4} tt="capitalize">
            {payment.status.replaceAll('-', ' ')}
          </Text>
          <Text size="sm" c="dimmed">
            {email}
          </Text>
        </Grid.Col>
      </Grid>
    </Card>
  );
}
