// Generated from the OpenAPI documents by "npm run client". Change the schemas of the services instead.

export * as catalog from './catalog.ts';
export * as checkout from './checkout.ts';
export * as fulfillment from './fulfillment.ts';
export * as identity from './identity.ts';
export * as inventory from './inventory.ts';
export * as notifications from './notifications.ts';
export * as orders from './orders.ts';
export * as reporting from './reporting.ts';
