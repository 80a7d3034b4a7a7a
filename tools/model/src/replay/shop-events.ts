import { openShipment } from '../../../../services/fulfillment/src/controllers/open-shipment.ts';
import { dispatchShipment } from '../../../../services/fulfillment/src/controllers/dispatch-shipment.ts';
import { pickShipment } from '../../../../services/fulfillment/src/controllers/pick-shipment.ts';
import { trackShipment } from '../../../../services/orders/src/controllers/track-shipment.ts';
import { changeOrder } from '../../../../services/orders/src/helpers/change-order.ts';
import { requestCancellation } from '../../../../services/orders/src/models/order.ts';
import type { RealShop } from './real-shop.ts';

const shipmentDetails = { carrier: 'DHL', trackingNumber: 'JD0001', ifMatch: undefined };

/** The events and requests of the model, on the real shop. */
export const shopEvents: Readonly<Record<string, (orderId: string, shop: RealShop) => Promise<unknown>>> = {
  'OrderPlaced is delivered': async (orderId, shop) => {
    const data = await shop.orders.get({ orderId });
    return openShipment({ data } as never, shop);
  },
  'staff dispatch the shipment': async (orderId, shop) => {
    const fulfillment = await shop.fulfillments.get(orderId);
    const shipmentId = fulfillment!.order.shipmentIds[0]!;
    await pickShipment({ shipmentId, ifMatch: undefined } as never, shop);
    return dispatchShipment({ shipmentId, ...shipmentDetails }, shop);
  },
  'ShipmentDispatched is delivered': async (orderId, shop) => {
    const fulfillment = await shop.fulfillments.get(orderId);
    const [data] = fulfillment!.shipments.filter(({ status }) => status === 'dispatched');
    return trackShipment({ data } as never, shop);
  },
  'the customer cancels': (orderId, shop) => {
    const request = { requestId: 'req', reason: 'customer-request', requestedAt: shop.now().toISOString() };
    return changeOrder(orderId, (order) => requestCancellation(order, request), shop);
  },
};
