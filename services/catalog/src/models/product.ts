import { idOf, IsoDateTime, mergePatch, Money } from '#libs/models';
import { Type, type Static } from 'typebox';
import { ImageType, imageKey } from './image.ts';

const Title = Type.String({ minLength: 1, maxLength: 200 });
const Description = Type.String({ minLength: 1, maxLength: 5000 });
const Status = Type.Union([Type.Literal('active'), Type.Literal('archived')]);
const AttributeName = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,39}$' });
const AttributeValue = Type.String({ minLength: 1, maxLength: 200 });
// What fits on a page of facts: colour, material, weight…
const MAX_ATTRIBUTES = 20;

/** A product as it is shown. */
export const ShownProduct = Type.Object({
  productId: idOf('prd'),
  title: Title,
  description: Description,
  categoryId: idOf('cat'),
  price: Money,
  status: Status,
  attributes: Type.Record(AttributeName, AttributeValue),
  images: Type.Array(
    Type.Object({ imageId: idOf('img'), contentType: ImageType, url: Type.String({ format: 'uri' }) }),
  ),
  createdAt: IsoDateTime,
  updatedAt: IsoDateTime,
  version: Type.Integer({ minimum: 1 }),
});
export type ShownProduct = Static<typeof ShownProduct>;

/** A product as it is kept. Its images, in the order they are shown, are known by their ids. */
export type Product = Omit<ShownProduct, 'images' | 'version'> & { readonly images: readonly ProductImage[] };
export type ProductImage = Omit<ShownProduct['images'][number], 'url'>;

export const NewProduct = Type.Object(
  {
    title: Title,
    description: Description,
    categoryId: idOf('cat'),
    price: Money,
    attributes: Type.Optional(
      Type.Record(AttributeName, AttributeValue, {
        maxProperties: MAX_ATTRIBUTES,
        additionalProperties: false,
      }),
    ),
  },
  { additionalProperties: false },
);
export type NewProduct = Static<typeof NewProduct>;

/** A merge patch: attributes that are named are set, `null` removes one. `active` brings an archived product back. */
export const ProductChange = Type.Object(
  {
    title: Type.Optional(Title),
    description: Type.Optional(Description),
    categoryId: Type.Optional(idOf('cat')),
    price: Type.Optional(Money),
    status: Type.Optional(Status),
    attributes: Type.Optional(
      Type.Record(AttributeName, Type.Union([AttributeValue, Type.Null()]), {
        maxProperties: MAX_ATTRIBUTES,
        additionalProperties: false,
      }),
    ),
  },
  { additionalProperties: false, minProperties: 1 },
);
export type ProductChange = Static<typeof ProductChange>;

export const newProduct = (productId: string, request: NewProduct, now: Date): Product => ({
  productId,
  ...request,
  attributes: request.attributes ?? {},
  status: 'active',
  images: [],
  createdAt: now.toISOString(),
  updatedAt: now.toISOString(),
});

export const changedProduct = <P extends Product>(product: P, change: ProductChange, now: Date): P => ({
  ...mergePatch(product, change),
  updatedAt: now.toISOString(),
});

/** @param imagesUrl  where the images are read: `https://…/bucket` */
export const shownProduct = (
  { images, ...product }: Product & { version: number },
  imagesUrl: string,
): ShownProduct => ({
  ...product,
  images: images.map((image) => ({ ...image, url: imageUrl(product.productId, image, imagesUrl) })),
});

export const imageUrl = (productId: string, { imageId }: ProductImage, imagesUrl: string): string =>
  `${imagesUrl}/${imageKey({ productId, imageId })}`;
