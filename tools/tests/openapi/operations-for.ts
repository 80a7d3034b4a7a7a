/** The part of an OpenAPI document that selects operations. */
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Operation {
  readonly security?: readonly Readonly<Record<string, unknown>>[];
}

/** Who sends the requests of a run. */
export type Caller = 'anonymous' | 'customer' | 'staff';

/**
 * Returns the document with only the operations that a caller may send: each operation belongs to one caller.
 *
 * @param document  an OpenAPI document
 */
export function operationsFor<D extends Document>(document: D, caller: Caller): D {
  const paths = Object.entries(document.paths).map(([path, methods]) => [
    path,
    Object.fromEntries(Object.entries(methods).filter(([, operation]) => callerOf(operation) === caller)),
  ]);
  return {
    ...document,
    paths: Object.fromEntries(paths.filter(([, methods]) => Object.keys(methods!).length > 0)) as D['paths'],
  };
}

function callerOf({ security = [] }: Operation): Caller {
  const isAllowed = (scheme: string) => security.some((alternative) => scheme in alternative);
  if (isAllowed('customer')) return 'customer';
  return isAllowed('staff') ? 'staff' : 'anonymous';
}
