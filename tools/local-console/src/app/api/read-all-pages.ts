/** An operation of AWS that returns pages. */
export interface PagedOperation {
  readonly service: string;
  readonly operation: string;
  readonly input?: object;
  /** The field of the response that contains the items: `TableNames`. */
  readonly items: string;
  /** The field of the response with the cursor, and the field of the next request that takes it. */
  readonly cursor: { readonly from: string; readonly to: string };
}

type CallAws = <Result>(service: string, operation: string, input: object) => Promise<Result>;

/** Calls an operation until the last page. @returns the items of all pages */
export async function readAllPages<Item>(
  { service, operation, input = {}, items, cursor }: PagedOperation,
  callAws: CallAws,
): Promise<readonly Item[]> {
  const found: Item[] = [];
  let next: unknown;
  do {
    const page: Readonly<Record<string, unknown>> = await callAws(service, operation, {
      ...input,
      ...(next === undefined ? {} : { [cursor.to]: next }),
    });
    found.push(...((page[items] ?? []) as readonly Item[]));
    next = page[cursor.from];
  } while (next !== undefined);
  return found;
}
