import type { RecordRepository } from '#libs/gateways';
import type { Page, PageQuery } from '#libs/models';

/** What staff set and every price is made from: entries of one kind, by id. */
export interface TermsTable<Terms> {
  find(id: string): Promise<Entry<Terms> | undefined>;
  /** Every entry: a shop has few. */
  all(): Promise<Entry<Terms>[]>;
  page(query: PageQuery): Promise<Page<Entry<Terms>>>;
  /**
   * Writes an entry: a new one, or the next version of one that was read.
   *
   * @throws AppError conflict `record.exists`, `record.changed`
   */
  keep(id: string, terms: Terms, seen?: { readonly version: number }): Promise<Entry<Terms>>;
}

export interface Entry<Terms> {
  readonly id: string;
  readonly terms: Terms;
  readonly version: number;
}

export interface TermsRecord<Terms> {
  readonly kind: string;
  readonly id: string;
  readonly terms: Terms;
}

const PAGE_SIZE = 100;

/** @param kind  of the entries, which share their table with other kinds: `tax-rate` */
export function termsTable<Terms>(
  kind: string,
  records: RecordRepository<TermsRecord<Terms>>,
): TermsTable<Terms> {
  const page = async (query: PageQuery) => {
    const { items, ...next } = await records.list({ partition: { kind }, ...query });
    return { items: items.map(({ kind: _, ...entry }) => entry), ...next };
  };

  return {
    find: (id) => records.get({ kind, id } as Partial<TermsRecord<Terms>>),

    page,

    async all() {
      const entries: Entry<Terms>[] = [];
      let cursor: string | undefined;
      do {
        const read = await page({ limit: PAGE_SIZE, ...(cursor !== undefined && { cursor }) });
        entries.push(...read.items);
        cursor = read.nextCursor;
      } while (cursor !== undefined);
      return entries;
    },

    keep: (id, terms, seen) =>
      seen
        ? records.replace({ kind, id, terms, version: seen.version })
        : records.insert({ kind, id, terms }),
  };
}
