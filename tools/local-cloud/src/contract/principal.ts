/**
 * Who signed a call, known by the access key: the developer, who may do everything, or a function or task with its role.
 * Anonymous are the few calls that AWS takes unsigned, such as Cognito's sign-up and its key set.
 */
export type Principal =
  | { readonly kind: 'developer' }
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'role'; readonly name: string; readonly roleArn: string };

export type RolePrincipal = Extract<Principal, { kind: 'role' }>;

export const developer: Principal = { kind: 'developer' };
export const anonymous: Principal = { kind: 'anonymous' };
