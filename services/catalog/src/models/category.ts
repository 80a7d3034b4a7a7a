import { idSchema, Instant, lineSchema, textSchema, Version } from '#libs/models';
import { Type, type Static } from 'typebox';

const Name = lineSchema(100);
const Description = textSchema(1000);

export const Category = Type.Object(
  {
    categoryId: idSchema('cat'),
    name: Name,
    description: Description,
    createdAt: Instant,
    updatedAt: Instant,
    version: Version,
  },
  { title: 'Category' },
);
export type Category = Static<typeof Category>;

export const CategoryInput = Type.Object(
  { name: Name, description: Description },
  { title: 'CategoryInput', additionalProperties: false },
);
export type CategoryInput = Static<typeof CategoryInput>;

export const newCategory = (
  categoryId: string,
  input: CategoryInput,
  now: Date,
): Omit<Category, 'version'> => ({
  categoryId,
  ...input,
  createdAt: now.toISOString(),
  updatedAt: now.toISOString(),
});

export const applyCategoryInput = (category: Category, input: CategoryInput, now: Date): Category => ({
  ...category,
  ...input,
  updatedAt: now.toISOString(),
});
