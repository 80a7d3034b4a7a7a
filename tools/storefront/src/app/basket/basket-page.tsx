import { Anchor, Button, Card, Center, Grid, Group, Loader, Stack, Text, Title } from '@mantine/core';
import { IconShoppingBag } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { Session } from '#libs/client';
import { ProductArt } from '../catalog/product-art.tsx';
import { ErrorNotice } from '../shell/error-notice.tsx';
import { Money } from '../shell/money.tsx';
import { QuantityInput } from './quantity-input.tsx';
import { SessionProblems } from './session-problems.tsx';
import { Totals } from './totals.tsx';
import { useBasket, useSetQuantity } from './use-basket.ts';

/** The products in the basket. */
export function BasketPage() {
  const { data: session, error, isLoading } = useBasket();
  if (isLoading)
    return (
      <Center h={300}>
        <Loader />
      </Center>
    );
  if (error) return <ErrorNotice error={error} />;
  return session && session.status === 'open' ? <FilledBasket session={session} /> : <EmptyBasket />;
}

function EmptyBasket() {
  return (
    <Stack align="center" py={80} gap="md">
      <IconShoppingBag size={56} stroke={1} aria-hidden />
      <Title order={1} size="h2">
        Your basket is empty
      </Title>
      <Button component={Link} to="/">
        Browse the shop
      </Button>
    </Stack>
  );
}

function FilledBasket({ session }: { readonly session: Session }) {
  const setQuantity = useSetQuantity();
  const { currency } = session;
  return (
    <>
      <Title order={1} mb="lg">
        Basket
      </Title>
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: 8 }}>
          <Stack gap="md">
            <ErrorNotice error={setQuantity.error} />
            <SessionProblems session={session} />
            {session.lineItems.map(({ productId, title, quantity, unitPrice, total }) => (
              <Group key={productId} wrap="nowrap" gap="md" align="center">
                <div style={{ width: 112, flexShrink: 0 }}>
                  <ProductArt title={title} />
                </div>
                <Stack gap={4} flex={1}>
                  <Anchor
                    renderRoot={(props) => (
                      <Link to="/products/$productId" params={{ productId }} {...props} />
                    )}
                    c="inherit"
                    fw={600}
                  >
                    {title}
                  </Anchor>
                  <Money size="sm" c="dimmed" amount={unitPrice} currency={currency} />
                  <Anchor
                    component="button"
                    size="sm"
                    ta="start"
                    onClick={() => setQuantity.mutate({ productId, quantity: 0 })}
                    aria-label={`Remove ${title}`}
                  >
                    Remove
                  </Anchor>
                </Stack>
                <QuantityInput
                  title={title}
                  quantity={quantity}
                  disabled={setQuantity.isPending}
                  onChange={(changed) => setQuantity.mutate({ productId, quantity: changed })}
                />
                <Money w={96} ta="end" fw={600} amount={total} currency={currency} />
              </Group>
            ))}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 4 }}>
          <Card withBorder padding="lg">
            <Stack>
              <Title order={2}>Summary</Title>
              <Totals totals={session.totals} currency={currency} />
              <Button component={Link} to="/checkout" size="md">
                Check out
              </Button>
              <Text size="xs" c="dimmed">
                Shipping and tax are added for your address.
              </Text>
            </Stack>
          </Card>
        </Grid.Col>
      </Grid>
    </>
  );
}
