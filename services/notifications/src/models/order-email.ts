import type { EventOf, OrderPlaced, ShipmentDispatched } from '#libs/contracts';
import { money } from '#libs/models';
import type { OrderContact } from './contact.ts';
import type { EmailedEvent } from './emailed-event.ts';
import type { TemplateName } from './email-templates/email-templates.ts';
import type { TemplateView } from './email-templates/email-template.ts';
import { formatAmount, formatDate } from './email-format.ts';

/** The template of an email, with its values. */
export interface OrderEmail {
  readonly template: TemplateName;
  readonly view: TemplateView;
}

/** The email about an event of an order. */
export function toOrderEmail(event: EmailedEvent, contact: OrderContact): OrderEmail {
  const { orderId } = contact;
  switch (event.type) {
    case 'OrderPlaced':
      return { template: 'order-placed', view: orderView(event.data) };
    case 'OrderCanceled':
      return {
        template: 'order-canceled',
        view: {
          orderId,
          canceledOn: formatDate(event.data.canceledAt),
          // An order with nothing to pay has no refund.
          refund: event.data.refunded.amount > 0 && formatAmount(event.data.refunded),
        },
      };
    case 'PaymentFailed':
      return { template: 'payment-failed', view: { orderId, amount: formatAmount(event.data.amount) } };
    case 'PaymentRefunded':
      return { template: 'refunded', view: { orderId, amount: formatAmount(event.data.amount) } };
    case 'ShipmentDispatched':
      return { template: 'dispatched', view: shipmentView(event.data, contact) };
    case 'ShipmentDelivered': {
      const deliveredOn = formatDate(event.data.deliveredAt);
      return { template: 'delivered', view: { ...shipmentView(event.data, contact), deliveredOn } };
    }
  }
}

function orderView(order: EventOf<typeof OrderPlaced>['data']): TemplateView {
  const { orderId, lineItems, totals, currency, shippingAddress, placedAt } = order;
  const amount = (minorUnits: number) => formatAmount(money(minorUnits, currency));
  const { name, line1, line2, postalCode, city, region, country } = shippingAddress;
  const place = postalCode === undefined ? city : `${postalCode} ${city}`;
  return {
    orderId,
    placedOn: formatDate(placedAt),
    lines: lineItems.map(({ quantity, title, total }) => ({ quantity, title, total: amount(total) })),
    subtotal: amount(totals.subtotal),
    discount: totals.discount > 0 && amount(totals.discount),
    shipping: amount(totals.shipping),
    tax: amount(totals.tax),
    total: amount(totals.total),
    address: [name, line1, line2, place, region, country].filter(Boolean),
  };
}

function shipmentView(
  shipment: EventOf<typeof ShipmentDispatched>['data'],
  { titles }: OrderContact,
): TemplateView {
  const { orderId, lineItems, carrier, trackingNumber, dispatchedAt } = shipment;
  // A product without a known title is shown by its id.
  const toTitle = (productId: string) =>
    titles.find((known) => known.productId === productId)?.title ?? productId;
  return {
    orderId,
    lines: lineItems.map(({ productId, quantity }) => ({ quantity, title: toTitle(productId) })),
    carrier,
    trackingNumber,
    dispatchedOn: formatDate(dispatchedAt),
  };
}
