import type { RequestDeclaration } from './request-declaration.ts';

/** The names of alternatives, each with the scopes that it needs. An empty object needs nothing. */
type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

/** Scopes of machine clients and what they permit, as the user pool declares them. */
const scopes = {
  'tradewind/catalog.write': 'Change products and categories, and import catalog files',
  'tradewind/inventory.write': 'Create stock adjustments',
  'tradewind/orders.read': 'Read all orders',
  'tradewind/fulfillment.write': 'Change the status of shipments',
};

/** The security schemes of all documents. */
export const securitySchemes = {
  customer: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The access token of a customer, from the user pool of customers.',
  },
  staff: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'The access token of a member of staff, from the user pool of staff, which requires MFA.',
  },
  machine: {
    type: 'oauth2',
    description: 'The access token of a machine client, with the scope of its job.',
    flows: { clientCredentials: { tokenUrl: 'https://auth.tradewind.example/oauth2/token', scopes } },
  },
  sessionToken: {
    type: 'apiKey',
    in: 'header',
    name: 'Session-Token',
    description: 'The secret of a guest’s checkout session: the `sessionToken` that its creation returned.',
  },
} as const;

const SESSION_TOKEN = 'Session-Token';

/** Headers that are security schemes and therefore no parameters. */
export const securityHeaders: ReadonlySet<string> = new Set([SESSION_TOKEN]);

/** @returns the alternatives that authorize a request; an empty list for a public route */
export function securityOf({ access, headers }: RequestDeclaration): SecurityRequirement[] {
  const hasSessionToken = SESSION_TOKEN in (headers?.properties ?? {});
  const machine = access.scope === undefined ? [] : [{ machine: [access.scope] }];
  const staff = { staff: [] };
  switch (access.allows) {
    case 'anyone':
      return [];
    case 'guest-or-customer':
      return [hasSessionToken ? { sessionToken: [] } : {}, { customer: [] }];
    case 'customer':
      return [{ customer: [] }];
    case 'staff':
      return [staff, ...machine];
    case 'customer-or-staff':
      return [{ customer: [] }, staff, ...machine];
  }
}
