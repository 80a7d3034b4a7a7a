import { Center, Grid, Loader, Stack, Text, Title } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { ErrorNotice } from '../shell/error-notice.tsx';
import { useShop } from '../shell/shop-context.ts';
import { OrderSummary } from './order-summary.tsx';
import { TraceLink } from './trace-link.tsx';

/** What a guest sees after the payment: only customers can read their orders. */
export function ThanksPage() {
  const { sessionId } = useParams({ from: '/thanks/$sessionId' });
  const { tradewind } = useShop();
  const { data: session, error } = useQuery({
    queryKey: ['session', sessionId],
    queryFn: () => tradewind.checkout.getSession(sessionId),
  });
  if (error) return <ErrorNotice error={error} />;
  if (!session)
    return (
      <Center h={300}>
        <Loader />
      </Center>
    );
  const { orderId, email } = session;
  return (
    <Grid gap="xl">
      <Grid.Col span={{ base: 12, md: 7 }}>
        <Stack>
          <IconCircleCheck size={56} stroke={1.2} color="var(--mantine-color-green-filled)" aria-hidden />
          <Title order={1}>Thank you for your order</Title>
          <Text>
            We sent a confirmation to <strong>{email}</strong>, and write again when your parcel is on its
            way.
          </Text>
          <Text size="sm" c="dimmed">
            {orderId}
          </Text>
          {orderId && <TraceLink orderId={orderId} />}
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 5 }}>
        <OrderSummary order={session} />
      </Grid.Col>
    </Grid>
  );
}
