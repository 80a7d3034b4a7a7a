import { useQuery } from '@tanstack/react-query';
import type { Product, Tradewind } from '#libs/client';
import { useShop } from '../shell/shop-context.ts';

const MINUTE = 60_000;

/** All categories, by name. */
export function useCategories() {
  const { tradewind } = useShop();
  return useQuery({
    queryKey: ['categories'],
    staleTime: MINUTE,
    queryFn: () => Array.fromAsync(tradewind.catalog.listCategories({ limit: 100 })),
  });
}

/** All products of a category, or of the shop, newest first. */
export function useProducts(categoryId?: string) {
  const { tradewind } = useShop();
  return useQuery({
    queryKey: ['products', categoryId],
    staleTime: MINUTE,
    queryFn: () => readProducts(tradewind, categoryId),
  });
}

const readProducts = (tradewind: Tradewind, categoryId: string | undefined): Promise<Product[]> =>
  Array.fromAsync(
    tradewind.catalog.listProducts({ limit: 100, ...(categoryId !== undefined && { categoryId }) }),
  );

export function useProduct(productId: string) {
  const { tradewind } = useShop();
  return useQuery({
    queryKey: ['product', productId],
    queryFn: () => tradewind.catalog.getProduct(productId),
  });
}

/** The units that can be sold now. */
export function useStock(productId: string) {
  const { tradewind } = useShop();
  return useQuery({
    queryKey: ['stock', productId],
    refetchInterval: 10_000,
    queryFn: async () => (await tradewind.inventory.getStock(productId)).available,
  });
}
