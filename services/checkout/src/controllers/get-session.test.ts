import { describe, expect, it } from '@jest/globals';
import { ada, completeBasket, createShop, sourceIp } from '../../test/shop.ts';
import { toSessionView } from '../models/session.ts';
import { completeSession } from './complete-session.ts';
import { createSession } from './create-session.ts';
import { getSession } from './get-session.ts';

async function setup() {
  const shop = await createShop();
  const { session } = await createSession(completeBasket, { caller: ada, sourceIp }, shop);
  const request = { sessionId: session.sessionId, caller: ada };
  const view = async () => {
    const { session: read, shippingOptions } = await getSession(request, shop);
    return toSessionView(read, shop.now(), shippingOptions);
  };
  return { shop, request, view };
}

describe('getSession', () => {
  it('offers the shipping options of the moment, which are not stored', async () => {
    const { shop, request, view } = await setup();
    expect(await shop.sessions.find(request.sessionId)).not.toHaveProperty('shippingOptions');
    const courier = (await shop.shippingOptions.find('courier'))!;
    const prices = [{ currency: 'EUR', amount: 700 }];
    await shop.shippingOptions.save('courier', { ...courier.details, prices }, courier);
    expect(await view()).toMatchObject({
      shippingOption: 'standard',
      shippingOptions: [
        { optionId: 'standard', price: 490 },
        { optionId: 'courier', title: 'Courier', price: 700 },
      ],
    });
  });

  it('shows the chosen option as the customer saw it once nothing can be chosen', async () => {
    const { shop, request, view } = await setup();
    const standard = (await shop.shippingOptions.find('standard'))!;
    await completeSession(
      { ...request, paymentToken: 'tok_1', idempotencyKey: 'k1', ifMatch: undefined },
      shop,
    );
    await shop.shippingOptions.save('standard', { ...standard.details, title: 'Slow' }, standard);
    expect(await view()).toMatchObject({
      status: 'completing',
      shippingOption: 'standard',
      shippingOptions: [{ optionId: 'standard', title: 'Standard', price: 490 }],
    });
  });
});
