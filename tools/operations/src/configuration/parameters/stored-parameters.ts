/** A version of a parameter, as Parameter Store keeps it. */
export interface StoredVersion {
  readonly value: string;
  readonly version: number;
  /** A SecureString. */
  readonly isEncrypted: boolean;
  readonly changedAt: Date;
  /** The ARN of who did it, where the store knows. */
  readonly changedBy?: string | undefined;
}

/** The parameters of one stage's Parameter Store. */
export interface StoredParameters {
  /** @returns those that exist, decrypted, by name */
  current(names: readonly string[]): Promise<ReadonlyMap<string, StoredVersion>>;
  /** @returns all versions that are kept, newest first; none where there is no such parameter */
  history(name: string): Promise<readonly StoredVersion[]>;
  /** Adds a version. @returns its number */
  set(
    name: string,
    value: string,
    notes: { readonly isSecret: boolean; readonly description: string },
  ): Promise<number>;
}
