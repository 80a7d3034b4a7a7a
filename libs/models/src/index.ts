export { Address } from './address.ts';
export { CustomerId } from './customer-id.ts';
export { Country, Currency, IsoDateTime } from './formats.ts';
export { idOf, newId } from './id.ts';
export { mergePatch } from './merge-patch.ts';
export { Money, money, percentageOf } from './money.ts';
export { cursorFrom, cursorOf, PageQuery, pageOf, type Page } from './page.ts';
export { etagOf, requireVersion } from './etag.ts';
