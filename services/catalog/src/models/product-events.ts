import { ProductChanged, type EventOf } from '#libs/contracts';
import { domainEvent, type Change, type DomainEvent } from '#libs/lambda';
import { imageUrl, type Product } from './product.ts';

type Told = EventOf<typeof ProductChanged>['data'];

/**
 * Others hear of a product that is new or that they would show or sell differently; what only its own page tells,
 * such as the description, concerns nobody else.
 */
export const productEvents =
  (imagesUrl: string) =>
  ({ before, after }: Change): DomainEvent[] => {
    if (!after) return [];
    const { productId, version } = after as unknown as Product & { version: number };
    const data = toldOf(after as unknown as Product, imagesUrl);
    const isKnown =
      before && JSON.stringify(toldOf(before as unknown as Product, imagesUrl)) === JSON.stringify(data);
    return isKnown ? [] : [domainEvent(ProductChanged, { subject: productId, revision: version, data })];
  };

function toldOf({ productId, title, price, categoryId, status, images }: Product, imagesUrl: string): Told {
  const [first] = images;
  return {
    productId,
    title,
    price: { amount: price.amount, currency: price.currency },
    categoryId,
    status,
    ...(first && { imageUrl: imageUrl(productId, first, imagesUrl) }),
  };
}
