/** Units of one product that an attempt to reserve took for an order. Every order takes one unit of a product. */
export interface Hold {
  readonly product: string;
  readonly order: number;
  /** Unique among the holds of the order. */
  readonly hold: string;
}

export interface StockItem {
  readonly available: number;
  readonly holds: readonly Hold[];
}

export interface Reservation {
  readonly status: 'reserved' | 'released' | 'committed' | 'restocked';
  /** The holds that belong to the order. */
  readonly lines: readonly Hold[];
  /** Refused because a product was short. */
  readonly isShort?: boolean;
}

/** The tables of inventory: the only data that two orders share. */
export interface Inventory {
  readonly stock: Readonly<Record<string, StockItem>>;
  /** By order. */
  readonly reservations: Readonly<Record<string, Reservation>>;
}

export const isSameHold = (one: Hold, other: Hold): boolean =>
  one.product === other.product && one.order === other.order && one.hold === other.hold;

export const includesHold = ({ lines }: Pick<Reservation, 'lines'>, hold: Hold): boolean =>
  lines.some((line) => isSameHold(line, hold));

/** The units of each product that are neither for sale nor accounted for elsewhere count as lost. */
export function unitsOf(inventory: Inventory, product: string): number {
  const { available, holds } = inventory.stock[product]!;
  const reservations = Object.values(inventory.reservations);
  const stray = holds.filter((hold) => !reservations.some((each) => includesHold(each, hold)));
  const taken = reservations
    .filter(({ status }) => status === 'reserved' || status === 'committed')
    .flatMap(({ lines }) => lines)
    .filter((line) => line.product === product);
  return available + stray.length + taken.length;
}
