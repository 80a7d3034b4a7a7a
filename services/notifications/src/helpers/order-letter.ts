import type { EventOf, OrderPlaced, ShipmentDispatched } from '#libs/contracts';
import { money } from '#libs/models';
import type { OrderContact } from '../models/contact.ts';
import type { MailedEvent } from '../models/mailed-event.ts';
import type { TemplateName } from './email-templates/email-templates.ts';
import type { View } from './render-email.ts';
import { amountText, dateText } from './wording.ts';

/** What an event makes us write: which template, and what fills it in. */
export interface Letter {
  readonly template: TemplateName;
  readonly view: View;
}

/** The letter about an event, to whom its order belongs. */
export function orderLetter(event: MailedEvent, contact: OrderContact): Letter {
  const { orderId } = contact;
  switch (event.type) {
    case 'OrderPlaced':
      return { template: 'order-placed', view: orderView(event.data) };
    case 'OrderCanceled':
      return {
        template: 'order-canceled',
        view: { orderId, canceledOn: dateText(event.data.canceledAt) },
      };
    case 'PaymentFailed':
      return { template: 'payment-failed', view: { orderId, amount: amountText(event.data.amount) } };
    case 'PaymentRefunded':
      return { template: 'refunded', view: { orderId, amount: amountText(event.data.amount) } };
    case 'ShipmentDispatched':
      return { template: 'dispatched', view: shipmentView(event.data, contact) };
    case 'ShipmentDelivered': {
      const deliveredOn = dateText(event.data.deliveredAt);
      return { template: 'delivered', view: { ...shipmentView(event.data, contact), deliveredOn } };
    }
  }
}

function orderView(order: EventOf<typeof OrderPlaced>['data']): View {
  const { orderId, lineItems, totals, currency, shippingAddress, placedAt } = order;
  const amount = (minorUnits: number) => amountText(money(minorUnits, currency));
  const { name, line1, line2, postalCode, city, region, country } = shippingAddress;
  return {
    orderId,
    placedOn: dateText(placedAt),
    lines: lineItems.map(({ quantity, title, total }) => ({ quantity, title, total: amount(total) })),
    subtotal: amount(totals.subtotal),
    discount: totals.discount > 0 && amount(totals.discount),
    shipping: amount(totals.shipping),
    tax: amount(totals.tax),
    total: amount(totals.total),
    address: [name, line1, line2, `${postalCode} ${city}`, region, country].filter(Boolean),
  };
}

function shipmentView(shipment: EventOf<typeof ShipmentDispatched>['data'], { titles }: OrderContact): View {
  const { orderId, lineItems, carrier, trackingNumber, dispatchedAt } = shipment;
  // Whoever has the parcel knows its pieces; a product that the order did not name is told by its id.
  const titleOf = (productId: string) =>
    titles.find((known) => known.productId === productId)?.title ?? productId;
  return {
    orderId,
    lines: lineItems.map(({ productId, quantity }) => ({ quantity, title: titleOf(productId) })),
    carrier,
    trackingNumber,
    dispatchedOn: dateText(dispatchedAt),
  };
}
