/**
 * The first category of the seeded catalog. The import tests leave thousands of products in other categories, which are
 * not in stock, so a test that visits products visits those of this category.
 */
export const SEEDED_CATEGORY = `cat_${'1'.padStart(36, '0')}`;
