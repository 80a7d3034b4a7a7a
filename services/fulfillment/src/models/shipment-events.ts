import { ShipmentDelivered, ShipmentDispatched } from '#libs/contracts';
import type { Versioned } from '#libs/gateways';
import { domainEvent, type Change, type DomainEvent } from '#libs/lambda';
import type { Shipment } from './shipment.ts';

/** Publishes a shipment when it is dispatched and when it is delivered. */
export function toShipmentEvents({ before, after }: Change): DomainEvent[] {
  const shipment = after as unknown as Versioned<Shipment> | undefined;
  if (!shipment || shipment.status === before?.['status']) return [];
  const envelope = { subject: shipment.shipmentId, revision: shipment.version };
  const { deliveredAt = '' } = shipment;

  if (shipment.status === 'dispatched')
    return [domainEvent(ShipmentDispatched, { ...envelope, data: toDispatchData(shipment) })];
  if (shipment.status === 'delivered')
    return [
      domainEvent(ShipmentDelivered, { ...envelope, data: { ...toDispatchData(shipment), deliveredAt } }),
    ];
  return [];
}

function toDispatchData(shipment: Shipment) {
  const { shipmentId, orderId, customerId, email } = shipment;
  const { carrier = '', trackingNumber = '', dispatchedAt = '' } = shipment;
  const lineItems = shipment.lineItems.map(({ productId, quantity }) => ({ productId, quantity }));
  const customer = { ...(customerId !== undefined && { customerId }), email };
  return { shipmentId, orderId, ...customer, lineItems, carrier, trackingNumber, dispatchedAt };
}
