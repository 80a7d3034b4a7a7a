import { ApiPromise, type ApiResponse } from './api-promise.ts';

/** A page of a list. `nextCursor` is absent on the last one. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string;
}

export type ItemOf<Data> = Data extends Page<infer Item> ? Item : never;

/**
 * The promise of the first page of a list, which iterates over the items of all pages. It requests a page when the items
 * of the previous one are used up, so leaving the loop early saves the rest.
 */
export class PagePromise<Data extends Page<unknown>>
  extends ApiPromise<Data>
  implements AsyncIterable<ItemOf<Data>>
{
  readonly #getPage: (cursor: string) => Promise<Data>;

  /**
   * @param first    the response with the first page
   * @param getPage  requests the page that begins at a cursor
   */
  constructor(first: Promise<ApiResponse<Data>>, getPage: (cursor: string) => Promise<Data>) {
    super(first);
    this.#getPage = getPage;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<ItemOf<Data>, void, undefined> {
    for await (const { items } of this.pages()) yield* items as readonly ItemOf<Data>[];
  }

  /** Iterates over the pages. */
  async *pages(): AsyncGenerator<Data, void, undefined> {
    let { data: page } = await this.withResponse();
    for (;;) {
      yield page;
      if (page.nextCursor === undefined) return;
      page = await this.#getPage(page.nextCursor);
    }
  }
}
