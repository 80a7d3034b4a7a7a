/** A user pool of the identity service: of customers, or of staff and machine clients. */
export type UserPool = 'customer' | 'staff';

/** The authorizers by logical id, with the pools whose tokens each accepts. */
export const authorizerPools: Readonly<Record<string, readonly UserPool[]>> = {
  CustomerAuthorizer: ['customer'],
  StaffAuthorizer: ['staff'],
  CustomerOrStaffAuthorizer: ['customer', 'staff'],
};

/** The environment variables from which libs/lambda learns which pool issued a token. */
export const issuerVariables: Readonly<Record<UserPool, string>> = {
  customer: 'CUSTOMER_ISSUER_URL',
  staff: 'STAFF_ISSUER_URL',
};

const resources = { customer: 'CustomerPool', staff: 'StaffPool' } as const;
const attributes = {
  arn: 'Arn',
  'issuer-url': 'ProviderURL',
} as const;

/**
 * Returns an attribute of a user pool as a template refers to it: through the parameter that identity publishes, except in
 * identity itself, which cannot read it before it is deployed.
 */
export const userPoolAttribute = (
  pool: UserPool,
  attribute: keyof typeof attributes,
  { service, stage }: { readonly service: string; readonly stage: string },
): unknown =>
  service === 'identity'
    ? { 'Fn::GetAtt': [resources[pool], attributes[attribute]] }
    : `{{resolve:ssm:/tradewind/${stage}/identity/${pool}-${attribute === 'arn' ? 'pool-arn' : attribute}}}`;
