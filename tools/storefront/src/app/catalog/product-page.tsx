import {
  Alert,
  Anchor,
  Badge,
  Breadcrumbs,
  Button,
  Center,
  Grid,
  Group,
  Loader,
  Stack,
  Table,
  Text,
  Title,
} from '@mantine/core';
import { IconCheck, IconShoppingBagPlus } from '@tabler/icons-react';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import type { Product } from '#libs/client';
import { quantityOf } from '../basket/basket-lines.ts';
import { QuantityInput } from '../basket/quantity-input.tsx';
import { useBasket, useSetQuantity } from '../basket/use-basket.ts';
import { ErrorNotice } from '../shell/error-notice.tsx';
import { Money } from '../shell/money.tsx';
import { ProductArt } from './product-art.tsx';
import { useCategories, useProduct, useStock } from './use-catalog.ts';

/** A product with its stock, and a button that adds it to the basket. */
export function ProductPage() {
  const { productId } = useParams({ from: '/products/$productId' });
  const { data: product, error } = useProduct(productId);
  if (error) return <ErrorNotice error={error} />;
  return product ? (
    <ProductDetails product={product} />
  ) : (
    <Center h={300}>
      <Loader />
    </Center>
  );
}

function ProductDetails({ product }: { readonly product: Product }) {
  const { title, description, images, price, categoryId, attributes = {} } = product;
  const category = useCategories().data?.find((each) => each.categoryId === categoryId);
  return (
    <Stack gap="lg">
      <Breadcrumbs>
        <Anchor component={Link} to="/" size="sm">
          Shop
        </Anchor>
        {category && (
          <Anchor
            renderRoot={(props) => (
              <Link to="/categories/$categoryId" params={{ categoryId: category.categoryId }} {...props} />
            )}
            size="sm"
          >
            {category.name}
          </Anchor>
        )}
        <Text size="sm" c="dimmed">
          {title}
        </Text>
      </Breadcrumbs>
      <Grid gap={48}>
        <Grid.Col span={{ base: 12, sm: 7 }}>
          <ProductArt title={title} images={images} sizes="(min-width: 48em) 58vw, 100vw" />
        </Grid.Col>
        <Grid.Col span={{ base: 12, sm: 5 }}>
          <Stack gap="md">
            <Title order={1}>{title}</Title>
            <Money size="xl" amount={price.amount} currency={price.currency} />
            <Text>{description}</Text>
            <AddToBasket product={product} />
            <Table mt="md" withRowBorders={false} layout="fixed" aria-label="Details">
              <Table.Tbody>
                {Object.entries(attributes).map(([name, value]) => (
                  <Table.Tr key={name}>
                    <Table.Th w={120} fw={400} c="dimmed" scope="row" px={0} tt="capitalize">
                      {name}
                    </Table.Th>
                    <Table.Td px={0} tt="capitalize">
                      {value}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  );
}

function AddToBasket({ product: { productId, title } }: { readonly product: Product }) {
  const { data: available } = useStock(productId);
  const { data: session } = useBasket();
  const setQuantity = useSetQuantity();
  const [quantity, setChosen] = useState(1);
  const inBasket = quantityOf(session?.lineItems ?? [], productId);
  const isSoldOut = available === 0;
  return (
    <Stack gap="sm">
      <StockBadge available={available} />
      <Group>
        <QuantityInput
          title={title}
          quantity={quantity}
          max={available}
          disabled={isSoldOut}
          onChange={setChosen}
        />
        <Button
          size="md"
          leftSection={<IconShoppingBagPlus size={20} aria-hidden />}
          loading={setQuantity.isPending}
          disabled={isSoldOut}
          onClick={() => setQuantity.mutate({ productId, quantity: inBasket + quantity })}
        >
          Add to basket
        </Button>
      </Group>
      <ErrorNotice error={setQuantity.error} />
      {setQuantity.isSuccess && (
        <Alert color="green" variant="light" icon={<IconCheck aria-hidden />} role="status">
          {inBasket} in your basket.{' '}
          <Anchor component={Link} to="/basket" size="sm" fw={600}>
            Go to the basket
          </Anchor>
        </Alert>
      )}
    </Stack>
  );
}

const FEW = 5;

function StockBadge({ available }: { readonly available: number | undefined }) {
  if (available === undefined)
    return (
      <Badge variant="light" color="gray">
        Checking stock
      </Badge>
    );
  if (available === 0)
    return (
      <Badge variant="light" color="red">
        Sold out
      </Badge>
    );
  return (
    <Badge variant="light" color={available <= FEW ? 'orange' : 'green'}>
      {available <= FEW ? `Only ${available} left` : 'In stock'}
    </Badge>
  );
}
