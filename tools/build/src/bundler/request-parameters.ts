import type { ObjectSchema, RequestDeclaration } from './request-declaration.ts';

/** Parameters by name: true where API Gateway refuses a request that lacks it. */
type RequiredByName = Record<string, boolean>;

/** osls' `request.parameters` of an http event. */
export interface RequestParameters {
  paths?: RequiredByName;
  querystrings?: RequiredByName;
  headers?: RequiredByName;
}

/** @returns the parameters that API Gateway checks for presence, by where they stand; places without any are left out */
export function requestParameters({ path, query, headers }: RequestDeclaration): RequestParameters {
  const places = {
    paths: requiredByName(path),
    querystrings: requiredByName(query),
    headers: requiredByName(headers),
  };
  return Object.fromEntries(Object.entries(places).filter(([, names]) => Object.keys(names).length > 0));
}

const requiredByName = (schema: ObjectSchema | undefined): RequiredByName =>
  Object.fromEntries(
    Object.keys(schema?.properties ?? {}).map((name) => [name, (schema?.required ?? []).includes(name)]),
  );
