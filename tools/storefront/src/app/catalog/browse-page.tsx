import { Button, Center, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { Product } from '#libs/client';
import { ErrorNotice } from '../shell/error-notice.tsx';
import { findProducts } from './find-products.ts';
import classes from './browse-page.module.css';
import { ProductCard } from './product-card.tsx';
import { useCategories, useProducts } from './use-catalog.ts';

const FIRST_PRODUCTS = 24;
const columns = { base: 2, xs: 2, sm: 3, md: 4 };

/** The products of the shop, of a category, or of a search. */
export function BrowsePage() {
  const { categoryId } = useParams({ strict: false });
  const { search = '' } = useSearch({ strict: false });
  const { data: products, error } = useProducts(categoryId);
  const category = useCategories().data?.find((each) => each.categoryId === categoryId);
  const isHome = categoryId === undefined && search === '';
  return (
    <>
      {isHome && <Hero />}
      <Stack gap="lg">
        <Categories current={categoryId} />
        {!isHome && (
          <div>
            <Title order={1}>{search === '' ? category?.name : `Results for “${search}”`}</Title>
            {search === '' && <Text c="dimmed">{category?.description}</Text>}
          </div>
        )}
        <ErrorNotice error={error} />
        {products ? (
          <Products key={`${categoryId} ${search}`} products={findProducts(products, search)} />
        ) : (
          !error && <Placeholders />
        )}
      </Stack>
    </>
  );
}

function Hero() {
  return (
    <section className={classes.hero} aria-labelledby="hero">
      <h1 id="hero">Made well, made to last.</h1>
      <Text size="lg" c="light-dark(#3a4a50, #b9c9ce)">
        Two hundred things for kitchen, desk and journey. Ships today, from a shop that cannot charge you
        twice.
      </Text>
    </section>
  );
}

function Categories({ current }: { readonly current: string | undefined }) {
  const { data: categories = [] } = useCategories();
  return (
    <nav aria-label="Categories" className={classes.categories}>
      <Link
        to="/"
        className={classes.category}
        {...(current === undefined && { 'aria-current': 'page' as const })}
      >
        Everything
      </Link>
      {categories.map(({ categoryId, name }) => (
        <Link
          key={categoryId}
          to="/categories/$categoryId"
          params={{ categoryId }}
          className={classes.category}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}

function Products({ products }: { readonly products: readonly Product[] }) {
  const [shown, setShown] = useState(FIRST_PRODUCTS);
  if (products.length === 0)
    return <Text c="dimmed">Nothing matches. Search for another word, such as “lamp” or “oak”.</Text>;
  return (
    <>
      <SimpleGrid cols={columns} spacing="lg" verticalSpacing="xl">
        {products.slice(0, shown).map((product) => (
          <ProductCard key={product.productId} product={product} />
        ))}
      </SimpleGrid>
      {products.length > shown && (
        <Center mt="xl">
          <Button variant="default" onClick={() => setShown(shown + FIRST_PRODUCTS)}>
            Show more of {products.length} products
          </Button>
        </Center>
      )}
    </>
  );
}

function Placeholders() {
  return (
    <SimpleGrid cols={columns} spacing="lg" verticalSpacing="xl" aria-hidden>
      {Array.from({ length: 8 }, (_, index) => (
        <Skeleton key={index} style={{ aspectRatio: '4 / 3' }} height="auto" radius="md" />
      ))}
    </SimpleGrid>
  );
}
