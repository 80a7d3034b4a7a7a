import { describe, expect, it } from '@jest/globals';
import { createAjv } from '#libs/schema';
import { NewProduct } from '../src/models/product.ts';
import { seededCategories, seededProducts } from './seeded-catalog.ts';

describe('the seeded catalog', () => {
  it('has 200 products with unique titles, 20 in each of 10 categories', () => {
    const products = seededProducts();
    expect(new Set(products.map(({ title }) => title)).size).toBe(200);
    for (const { categoryId, productCount } of seededCategories()) {
      expect(products.filter((product) => product.categoryId === categoryId)).toHaveLength(productCount);
    }
    expect(seededCategories()).toHaveLength(10);
    expect(products[0]).toMatchObject({
      productId: `prd_${'1'.padStart(36, '0')}`,
      categoryId: `cat_${'1'.padStart(36, '0')}`,
    });
  });

  it('is deterministic', () => {
    expect(seededProducts()).toEqual(seededProducts());
  });

  it('passes the validation of the staff API', () => {
    const validate = createAjv().compile(NewProduct);
    for (const { title, description, categoryId, price, attributes } of seededProducts()) {
      validate({ title, description, categoryId, price, attributes });
      expect(validate.errors).toBeNull();
      expect(price.amount).toBeGreaterThan(500);
    }
  });
});
