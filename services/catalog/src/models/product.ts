import { ProductTitle, Sku } from '#libs/contracts';
import { idSchema, Instant, lineSchema, mergePatch, Money, textSchema, Version } from '#libs/models';
import { Type, type Static } from 'typebox';
import { defaultVariant, ImageVariant, variantKey } from './image-variant.ts';

const Title = ProductTitle;
const Description = textSchema(5000);
const Status = Type.Union([Type.Literal('active'), Type.Literal('archived')]);
const AttributeName = Type.String({ pattern: '^[a-z][A-Za-z0-9]{0,39}$' });
const AttributeValue = lineSchema(200);
// Such as color, material and weight.
const MAX_ATTRIBUTES = 20;

const ImageUrl = Type.String({ format: 'uri' });

/** An image with its variants; `url` is the default variant. */
const ImageView = Type.Object(
  {
    imageId: idSchema('img'),
    url: ImageUrl,
    contentType: Type.Literal('image/webp'),
    variants: Type.Array(Type.Intersect([ImageVariant, Type.Object({ url: ImageUrl })])),
  },
  { title: 'ProductImage' },
);

/** A product in the API. */
export const ProductView = Type.Object(
  {
    productId: idSchema('prd'),
    /** Only of imported products. */
    sku: Type.Optional(Sku),
    title: Title,
    description: Description,
    categoryId: idSchema('cat'),
    price: Money,
    status: Status,
    attributes: Type.Record(AttributeName, AttributeValue),
    images: Type.Array(ImageView),
    createdAt: Instant,
    updatedAt: Instant,
    version: Version,
  },
  { title: 'Product' },
);
export type ProductView = Static<typeof ProductView>;

/** A product as stored, with its images in display order. Their URLs are derived from their ids. */
export type Product = Omit<ProductView, 'images' | 'version'> & { readonly images: readonly ProductImage[] };
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
  { title: 'NewProduct', additionalProperties: false },
);
export type NewProduct = Static<typeof NewProduct>;

/** A JSON Merge Patch: `null` removes an attribute. The status `active` restores an archived product. */
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
  { title: 'ProductChange', additionalProperties: false, minProperties: 1 },
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

export const applyProductChange = <P extends Product>(product: P, change: ProductChange, now: Date): P => ({
  ...mergePatch(product, change),
  updatedAt: now.toISOString(),
});

/** @param imagesUrl  the public base URL of the images: `https://…/bucket` */
export const toProductView = (
  { images, ...product }: Product & { version: number },
  imagesUrl: string,
): ProductView => ({
  ...product,
  images: images.map((image) => toImageView(product.productId, image, imagesUrl)),
});

const toImageView = (productId: string, { imageId, variants }: ProductImage, imagesUrl: string) => ({
  imageId,
  url: imageUrl(productId, { imageId, variants }, imagesUrl),
  contentType: 'image/webp' as const,
  variants: variants.map((variant) => ({
    ...variant,
    url: `${imagesUrl}/${variantKey({ productId, imageId }, variant)}`,
  })),
});

/** The URL of an image's default variant. */
export const imageUrl = (productId: string, { imageId, variants }: ProductImage, imagesUrl: string): string =>
  `${imagesUrl}/${variantKey({ productId, imageId }, defaultVariant(variants))}`;
