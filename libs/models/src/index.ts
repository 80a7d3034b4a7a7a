export { Address } from './address.ts';
export { CustomerId } from './customer-id.ts';
export { Country, Currency, IsoDateTime } from './formats.ts';
export { idSchema, newId } from './id.ts';
export { mergePatch } from './merge-patch.ts';
export { Money, money, shareRoundedHalfUp } from './money.ts';
export { decodeCursor, encodeCursor, PageQuery, pageSchema, type Page } from './page.ts';
export { toETag, requireVersion } from './etag.ts';
export { transitions, type Transitions, type TransitionTable } from './transitions.ts';
