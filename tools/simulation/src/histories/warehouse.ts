import type { Engine } from '../engine/engine.ts';
import type { Shop } from '../shop/shop.ts';

const MINUTE = 60_000;
const VISITS = 6;

/** The staff who pick, dispatch and deliver shipments, also parts of them, and replace damaged ones. */
export async function workInWarehouse(engine: Engine, shop: Shop): Promise<void> {
  const { time, choices } = engine;
  for (let visit = 0; visit < VISITS; visit++) {
    await time.sleep(choices.between('warehouse', 2_000, 8 * MINUTE));
    for (const { order, shipments } of await shop.fulfillment.all())
      for (const { shipmentId, status, lineItems } of shipments) {
        const name = `staff ${order.orderId.slice(-6)}`;
        if (!choices.chance(`${name} works`, 0.4)) continue;
        const part =
          choices.chance(`${name} part`, 0.4) && lineItems[0]
            ? [{ productId: lineItems[0].productId, quantity: 1 }]
            : undefined;
        const { pick, dispatch, deliver, replace } = shop.fulfillment;
        const isDamaged = choices.chance(`${name} damaged`, 0.1);
        const work = async () => {
          if (isDamaged && status !== 'dispatched') await replace(shipmentId);
          else if (status === 'pending') await pick(shipmentId, part);
          else if (status === 'picked') await dispatch(shipmentId, part);
          else if (status === 'dispatched') await deliver(shipmentId);
        };
        const options = { limitSeconds: 10, correlationId: name };
        // A request that fails is not repeated: the staff see the shipment again.
        await engine.invoke('shipment', options, work).catch(() => {});
      }
  }
}
