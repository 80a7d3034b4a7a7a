import { ShipmentDelivered, ShipmentDispatched } from '#libs/contracts';
import type { Versioned } from '#libs/gateways';
import { domainEvent, type Change, type DomainEvent } from '#libs/lambda';
import type { Shipment } from './shipment.ts';

/** Others hear of a shipment when a carrier has it, and when it arrived. */
export function shipmentEvents({ before, after }: Change): DomainEvent[] {
  const shipment = after as unknown as Versioned<Shipment> | undefined;
  if (!shipment || shipment.status === before?.['status']) return [];
  const told = { subject: shipment.shipmentId, revision: shipment.version };
  const { deliveredAt = '' } = shipment;

  if (shipment.status === 'dispatched')
    return [domainEvent(ShipmentDispatched, { ...told, data: dispatchOf(shipment) })];
  if (shipment.status === 'delivered')
    return [domainEvent(ShipmentDelivered, { ...told, data: { ...dispatchOf(shipment), deliveredAt } })];
  return [];
}

function dispatchOf(shipment: Shipment) {
  const { shipmentId, orderId, customerId, email } = shipment;
  const { carrier = '', trackingNumber = '', dispatchedAt = '' } = shipment;
  const lineItems = shipment.lineItems.map(({ productId, quantity }) => ({ productId, quantity }));
  const buyer = { ...(customerId !== undefined && { customerId }), email };
  return { shipmentId, orderId, ...buyer, lineItems, carrier, trackingNumber, dispatchedAt };
}
