/**
 * The caller, identified by the access key: the developer, who is allowed everything, or a function or task with its role.
 * Unsigned calls are anonymous.
 */
export type Principal =
  | { readonly kind: 'developer' }
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'role'; readonly name: string; readonly roleArn: string };

export type RolePrincipal = Extract<Principal, { kind: 'role' }>;

export const developer: Principal = { kind: 'developer' };
export const anonymous: Principal = { kind: 'anonymous' };
