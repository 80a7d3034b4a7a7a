/** Who signed a call, known by the access key: the developer, who may do everything, or a function or task with its role. */
export type Principal =
  | { readonly kind: 'developer' }
  | { readonly kind: 'role'; readonly name: string; readonly roleArn: string };

export const developer: Principal = { kind: 'developer' };
