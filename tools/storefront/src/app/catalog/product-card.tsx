import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Product } from '#libs/client';
import { Money } from '../shell/money.tsx';
import { ProductArt } from './product-art.tsx';
import classes from './product-card.module.css';

/** A product in a list. */
export function ProductCard({ product }: { readonly product: Product }) {
  const { productId, title, images, price } = product;
  return (
    <Link to="/products/$productId" params={{ productId }} className={classes.card}>
      <ProductArt title={title} images={images} />
      <Text className={classes.title} lineClamp={1}>
        {title}
      </Text>
      <Money size="sm" c="dimmed" amount={price.amount} currency={price.currency} />
    </Link>
  );
}
