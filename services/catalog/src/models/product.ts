import { Sku } from '#libs/contracts';
import { idSchema, IsoDateTime, mergePatch, Money } from '#libs/models';
import { Type, type Static } from 'typebox';
import { defaultVariant, ImageVariant, variantKey } from './image-variant.ts';

const Title = Type.String({ minLength: 1, maxLength: 200 });
const Description = Type.String({ minLength: 1, maxLength: 5000 });
const Status = Type.Union([Type.Literal('active'), Type.Literal('archived')]);
const AttributeName = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,39}$' });
const AttributeValue = Type.String({ minLength: 1, maxLength: 200 });
// What fits on a page of facts: color, material, weight…
const MAX_ATTRIBUTES = 20;

const ImageUrl = Type.String({ format: 'uri' });

/** An image with its variants; `url` is one of them, for whoever wants no more than one. */
const ShownImage = Type.Object({
  imageId: idSchema('img'),
  url: ImageUrl,
  contentType: Type.Literal('image/webp'),
  variants: Type.Array(Type.Intersect([ImageVariant, Type.Object({ url: ImageUrl })])),
});

/** A product as it is shown. */
export const ShownProduct = Type.Object({
  productId: idSchema('prd'),
  /** Of products that were imported. */
  sku: Type.Optional(Sku),
  title: Title,
  description: Description,
  categoryId: idSchema('cat'),
  price: Money,
  status: Status,
  attributes: Type.Record(AttributeName, AttributeValue),
  images: Type.Array(ShownImage),
  createdAt: IsoDateTime,
  updatedAt: IsoDateTime,
  version: Type.Integer({ minimum: 1 }),
});
export type ShownProduct = Static<typeof ShownProduct>;

/** A product as it is kept, with its images in the order they are shown. Where those are read follows from their ids. */
export type Product = Omit<ShownProduct, 'images' | 'version'> & { readonly images: readonly ProductImage[] };
export interface ProductImage {
  readonly imageId: string;
  readonly variants: readonly ImageVariant[];
}

export const NewProduct = Type.Object(
  {
    title: Title,
    description: Description,
    categoryId: idSchema('cat'),
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
    categoryId: Type.Optional(idSchema('cat')),
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
  images: images.map((image) => shownImage(product.productId, image, imagesUrl)),
});

const shownImage = (productId: string, { imageId, variants }: ProductImage, imagesUrl: string) => ({
  imageId,
  url: imageUrl(productId, { imageId, variants }, imagesUrl),
  contentType: 'image/webp' as const,
  variants: variants.map((variant) => ({
    ...variant,
    url: `${imagesUrl}/${variantKey({ productId, imageId }, variant)}`,
  })),
});

/** Where an image is read by whoever wants no more than one picture of it. */
export const imageUrl = (productId: string, { imageId, variants }: ProductImage, imagesUrl: string): string =>
  `${imagesUrl}/${variantKey({ productId, imageId }, defaultVariant(variants))}`;
