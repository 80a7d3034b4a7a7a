import type { AnyCallOptions } from './call-options.ts';
import type { Operation } from './operation.ts';

export interface CallArguments {
  /** By name. */
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly query: Readonly<Record<string, unknown>>;
  readonly options: AnyCallOptions;
}

/**
 * Takes the arguments of a call apart.
 *
 * @throws TypeError if a path parameter is missing or empty, because the path of the request would be another operation's
 */
export function readArguments(operation: Operation, args: readonly unknown[]): CallArguments {
  const names = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const pathParameters = Object.fromEntries(
    names.map((name, index) => {
      const value = args[index];
      if (typeof value !== 'string' || value === '')
        throw new TypeError(`${operation.method} ${operation.path}: ${name} must be a non-empty string.`);
      return [name, value];
    }),
  );
  const [input, options] =
    operation.input === undefined ? [undefined, args[names.length]] : args.slice(names.length);
  return {
    pathParameters,
    body: operation.input === 'body' ? input : undefined,
    query: operation.input === 'query' ? ((input ?? {}) as Record<string, unknown>) : {},
    options: (options ?? {}) as AnyCallOptions,
  };
}

/** @returns the path with encoded parameters */
export const fillPath = (path: string, parameters: Readonly<Record<string, string>>): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name]!));

/** @returns `?limit=10`, without undefined values; empty if none is left */
export function toQueryString(query: Readonly<Record<string, unknown>>): string {
  const defined = Object.entries(query).filter(([, value]) => value !== undefined && value !== null);
  const search = new URLSearchParams(
    Object.fromEntries(defined.map(([name, value]) => [name, String(value)])),
  ).toString();
  return search === '' ? '' : `?${search}`;
}
