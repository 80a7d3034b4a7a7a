/** A kebab-case name in the forms that code and templates use. */
export interface Names {
  /** `gift-card` */
  readonly kebab: string;
  /** `giftCard` */
  readonly camel: string;
  /** `GiftCard` */
  readonly pascal: string;
  /** `GIFT_CARD` */
  readonly constant: string;
  /** `gift card` */
  readonly words: string;
}

/** @param kebab  lowercase words joined by hyphens */
export function toNames(kebab: string): Names {
  const camel = kebab.replaceAll(/-([a-z])/g, (_, initial: string) => initial.toUpperCase());
  return {
    kebab,
    camel,
    pascal: capitalized(camel),
    constant: kebab.replaceAll('-', '_').toUpperCase(),
    words: kebab.replaceAll('-', ' '),
  };
}

export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** The singular of a plural noun: `gift-card` of `gift-cards`. A noun without a plural, such as `fulfillment`, is unchanged. */
export function toSingular(plural: string): string {
  if (plural.endsWith('ies')) return `${plural.slice(0, -3)}y`;
  if (/(ss|sh|ch|x)es$/.test(plural)) return plural.slice(0, -2);
  return plural.endsWith('s') && !plural.endsWith('ss') ? plural.slice(0, -1) : plural;
}

/** The three-character prefix of an id: `gif` of `gift-card`. */
export const toIdPrefix = (kebab: string): string => kebab.replaceAll('-', '').slice(0, 3).padEnd(3, 'x');

/** The logical id that osls gives a function: `GetDashstockLambdaFunction` of `get-stock`. */
export const functionLogicalId = (name: string): string =>
  `${capitalized(name.replaceAll('-', 'Dash'))}LambdaFunction`;
