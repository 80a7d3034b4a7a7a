/** A version of a parameter. */
export interface StoredVersion {
  readonly value: string;
  readonly version: number;
  /** A SecureString. */
  readonly isEncrypted: boolean;
  readonly changedAt: Date;
  /** The ARN of the principal that set it, if known. */
  readonly changedBy?: string | undefined;
}

/** The parameters of one stage's Parameter Store. */
export interface StoredParameters {
  /** @returns those that exist, decrypted, by name */
  current(names: readonly string[]): Promise<ReadonlyMap<string, StoredVersion>>;
  /** @returns all versions, newest first; empty for an unknown parameter */
  history(name: string): Promise<readonly StoredVersion[]>;
  /** Adds a version. @returns its number */
  set(
    name: string,
    value: string,
    notes: { readonly isSecret: boolean; readonly description: string },
  ): Promise<number>;
}
