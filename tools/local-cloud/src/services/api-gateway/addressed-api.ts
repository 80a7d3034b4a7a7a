import type { CompiledApi } from './compile-api.ts';

/** The API of a path, and the path inside of that API. */
export interface AddressedApi {
  readonly api: CompiledApi;
  /** The path without the base path. */
  readonly path: string;
  /** The prefix of `requestContext.path`: the base path or the stage. */
  readonly contextPath: string;
  readonly eventPath: string;
}
