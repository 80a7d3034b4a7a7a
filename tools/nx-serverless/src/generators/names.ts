/** A kebab-case name in the forms that code and templates write it in. */
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

/** @param kebab  lower-case words joined by dashes */
export function namesOf(kebab: string): Names {
  const camel = kebab.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return {
    kebab,
    camel,
    pascal: capitalized(camel),
    constant: kebab.replaceAll('-', '_').toUpperCase(),
    words: kebab.replaceAll('-', ' '),
  };
}

export const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** One of what a plural noun counts: `gift-card` of `gift-cards`. What has no plural, `fulfillment`, stays as it is. */
export function singularOf(plural: string): string {
  if (plural.endsWith('ies')) return `${plural.slice(0, -3)}y`;
  if (/(ss|sh|ch|x)es$/.test(plural)) return plural.slice(0, -2);
  return plural.endsWith('s') && !plural.endsWith('ss') ? plural.slice(0, -1) : plural;
}

/** Three letters that tell the ids of one kind from others': `gif` of `gift-card`. */
export const idPrefixOf = (kebab: string): string => kebab.replaceAll('-', '').slice(0, 3).padEnd(3, 'x');

/** What osls calls a function in the template: `GetDashstockLambdaFunction` of `get-stock`. */
export const functionLogicalId = (name: string): string =>
  `${capitalized(name.replaceAll('-', 'Dash'))}LambdaFunction`;
