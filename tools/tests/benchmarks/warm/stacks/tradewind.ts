import { created, httpHandler, ok } from '#libs/lambda';
import { businessMetrics } from '#libs/logging';
import createRequest from '../create-item.schema.ts';
import getRequest from '../get-item.schema.ts';
import { createItem, getItem } from '../items.ts';
import type { Stack } from './stack.ts';

const metrics = businessMetrics({
  ItemRead: { kind: 'count', description: 'An item was read.' },
  ItemCreated: { kind: 'count', description: 'An item was created.' },
});

/** The stack of libs/lambda, as every service uses it. */
export const tradewind = (withMetrics: boolean): Stack => ({
  name: 'Tradewind',
  GET: httpHandler(getRequest, async ({ path }) => {
    const item = getItem(path.itemId);
    if (withMetrics) metrics.count('ItemRead');
    return ok(item, { version: item.version });
  }) as unknown as Stack['GET'],
  POST: httpHandler(createRequest, async ({ body, origin }) => {
    const item = createItem(body, origin.newId('itm'), origin.at);
    if (withMetrics) metrics.count('ItemCreated');
    return created(item, { location: `/items/${item.itemId}`, version: item.version });
  }) as unknown as Stack['POST'],
});
