// Generated from the OpenAPI documents by "npm run client". Change the schemas of the services instead.

export * from './catalog.ts';
export * from './checkout.ts';
export * from './fulfillment.ts';
export * from './identity.ts';
export * from './inventory.ts';
export * from './notifications.ts';
export * from './orders.ts';
export * from './reporting.ts';
