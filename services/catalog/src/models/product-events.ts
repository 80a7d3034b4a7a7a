import { ProductChanged, type EventOf } from '#libs/contracts';
import { domainEvent, type Change, type DomainEvent } from '#libs/lambda';
import { imageUrl, type Product } from './product.ts';

type EventData = EventOf<typeof ProductChanged>['data'];

/**
 * `ProductChanged` for a new product, or when its title, price, category, status or first image changes. Other changes,
 * such as the description, stay internal.
 */
export const toProductEvents =
  (imagesUrl: string) =>
  ({ before, after }: Change): DomainEvent[] => {
    if (!after) return [];
    const { productId, version } = after as unknown as Product & { version: number };
    const data = toEventData(after as unknown as Product, imagesUrl);
    const isUnchanged =
      before && JSON.stringify(toEventData(before as unknown as Product, imagesUrl)) === JSON.stringify(data);
    return isUnchanged ? [] : [domainEvent(ProductChanged, { subject: productId, revision: version, data })];
  };

function toEventData(
  { productId, title, price, categoryId, status, images }: Product,
  imagesUrl: string,
): EventData {
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
