import { Anchor, Card, Center, Grid, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { Link, Navigate, useNavigate } from '@tanstack/react-router';
import type { Session } from '#libs/client';
import { SessionProblems } from '../basket/session-problems.tsx';
import { Totals } from '../basket/totals.tsx';
import { useBasket } from '../basket/use-basket.ts';
import { ErrorNotice } from '../shell/error-notice.tsx';
import { Money } from '../shell/money.tsx';
import { useEmail } from '../shell/shop-context.ts';
import { ContactForm } from './contact-form.tsx';
import { DiscountForm } from './discount-form.tsx';
import { PaymentForm } from './payment-form.tsx';
import { ShippingForm } from './shipping-form.tsx';

/** Address, shipping and payment of the basket. */
export function CheckoutPage() {
  const { data: session, error, isLoading } = useBasket();
  if (error) return <ErrorNotice error={error} />;
  if (isLoading)
    return (
      <Center h={300}>
        <Loader />
      </Center>
    );
  return session ? <Checkout session={session} /> : <Navigate to="/basket" replace />;
}

function Checkout({ session }: { readonly session: Session }) {
  const email = useEmail();
  const navigate = useNavigate();
  const { sessionId, shippingAddress } = session;
  const onPaid = (orderId: string) =>
    email === undefined
      ? navigate({ to: '/thanks/$sessionId', params: { sessionId } })
      : navigate({ to: '/orders/$orderId', params: { orderId } });
  return (
    <>
      <Title order={1} mb="lg">
        Checkout
      </Title>
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="lg">
            <SessionProblems session={session} />
            <ContactForm key={email} session={session} />
            {shippingAddress && <ShippingForm session={session} />}
            {shippingAddress && session.shippingOption && <PaymentForm session={session} onPaid={onPaid} />}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Summary session={session} />
        </Grid.Col>
      </Grid>
    </>
  );
}

function Summary({ session }: { readonly session: Session }) {
  const { lineItems, totals, currency } = session;
  return (
    <Card withBorder padding="lg" pos="sticky" top={88}>
      <Stack>
        <Group justify="space-between">
          <Title order={2}>Summary</Title>
          <Anchor component={Link} to="/basket" size="sm">
            Change
          </Anchor>
        </Group>
        {lineItems.map(({ productId, title, quantity, total }) => (
          <Group key={productId} justify="space-between" wrap="nowrap" align="start">
            <Text size="sm">
              {quantity} × {title}
            </Text>
            <Money size="sm" amount={total} currency={currency} />
          </Group>
        ))}
        <DiscountForm session={session} />
        <Totals totals={totals} currency={currency} />
      </Stack>
    </Card>
  );
}
