import type { ObjectSchema, RequestDeclaration } from './request-declaration.ts';

/** Parameters by name: true if API Gateway rejects a request without it. */
type RequiredByName = Record<string, boolean>;

/** The `request.parameters` of an http event in osls. */
export interface RequestParameters {
  paths?: RequiredByName;
  querystrings?: RequiredByName;
  headers?: RequiredByName;
}

/** @returns the parameters whose presence API Gateway checks, by location; locations without parameters are omitted */
export function requestParameters({ path, query, headers }: RequestDeclaration): RequestParameters {
  const locations = {
    paths: requiredByName(path),
    querystrings: requiredByName(query),
    headers: requiredByName(headers),
  };
  return Object.fromEntries(Object.entries(locations).filter(([, names]) => Object.keys(names).length > 0));
}

const requiredByName = (schema: ObjectSchema | undefined): RequiredByName =>
  Object.fromEntries(
    Object.keys(schema?.properties ?? {}).map((name) => [name, (schema?.required ?? []).includes(name)]),
  );
