export type Kind = 'called but not granted' | 'granted but never called' | 'wildcard' | 'annotation';

/** What is wrong with a role. */
export interface Finding {
  readonly kind: Kind;
  readonly service: string;
  /** The key of the function, or the role's logical id. */
  readonly role: string;
  readonly description: string;
}
