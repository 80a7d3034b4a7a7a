/** Parameter Store of AWS Systems Manager. */
export interface ParameterStore {
  get(name: string): Promise<string | undefined>;
  /** @returns the values of the existing parameters, by name */
  getAll(names: readonly string[]): Promise<Map<string, string>>;
  /** @returns all values below a path, by name */
  below(path: string): Promise<Map<string, string>>;
  put(name: string, value: string): Promise<void>;
  /** @returns whether it was created; false when it exists */
  create(name: string, value: string): Promise<boolean>;
  remove(name: string): Promise<void>;
}

/** Standard parameters hold 4 KB, advanced ones 8: https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html */
export const MAX_BYTES = 8192;
