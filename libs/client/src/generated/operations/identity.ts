// Generated from the OpenAPI documents by "npm run client". Change the schemas of the services instead.

import type {
  CallOptions,
  Found,
  IdempotencyKeyOption,
  IfMatchOption,
  IfNoneMatchOption,
} from '../../call-options.ts';
import type { Operation } from '../../operation.ts';
import type { ApiPromise } from '../../results/api-promise.ts';
import type { PagePromise } from '../../results/page-promise.ts';
import type { AddressInput, Profile, ProfileChange, SavedAddress, SavedAddressPage } from '../schemas.ts';

/**
 * Get the profile of the signed-in customer: `GET /identity/me`.
 *
 * Created with the first request after the sign-up.
 *
 * @throws TradewindProblem `profile.not-found`
 */
export const getProfile: Operation<
  <Options extends CallOptions & IfNoneMatchOption = CallOptions & IfNoneMatchOption>(
    options?: Options,
  ) => ApiPromise<Found<Profile, Options>>
> = { method: 'GET', path: '/identity/me', access: 'required' };

/**
 * Update the profile of the signed-in customer: `PATCH /identity/me`.
 *
 * A JSON Merge Patch: `null` removes a field.
 *
 * @throws TradewindProblem `profile.not-found`, `record.changed`
 */
export const changeProfile: Operation<
  (body: ProfileChange, options?: CallOptions & IfMatchOption) => ApiPromise<Profile>
> = { method: 'PATCH', path: '/identity/me', access: 'required', input: 'body' };

export interface ListAddressesQuery {
  /** The maximum number of items of a page. */
  readonly limit?: number | undefined;
  /** The `nextCursor` of the previous page. Omit it for the first page. */
  readonly cursor?: string | undefined;
}

/**
 * List the addresses of the signed-in customer: `GET /identity/me/addresses`.
 *
 * Oldest first.
 *
 * @throws TradewindProblem `page.cursor-invalid`
 */
export const listAddresses: Operation<
  (query?: ListAddressesQuery, options?: CallOptions) => PagePromise<SavedAddressPage>
> = { method: 'GET', path: '/identity/me/addresses', access: 'required', input: 'query', isPaged: true };

/**
 * Create an address: `POST /identity/me/addresses`.
 *
 * The first address becomes the default.
 *
 * @throws TradewindProblem `address.too-many`, `record.changed`
 */
export const createAddress: Operation<
  (body: AddressInput, options?: CallOptions & IdempotencyKeyOption) => ApiPromise<SavedAddress>
> = {
  method: 'POST',
  path: '/identity/me/addresses',
  access: 'required',
  input: 'body',
  hasIdempotencyKey: true,
};

/**
 * Get an address: `GET /identity/me/addresses/{addressId}`.
 *
 * An address of another customer returns 404.
 *
 * @throws TradewindProblem `address.not-found`
 */
export const getAddress: Operation<
  <Options extends CallOptions & IfNoneMatchOption = CallOptions & IfNoneMatchOption>(
    addressId: string,
    options?: Options,
  ) => ApiPromise<Found<SavedAddress, Options>>
> = { method: 'GET', path: '/identity/me/addresses/{addressId}', access: 'required' };

/**
 * Replace an address: `PUT /identity/me/addresses/{addressId}`.
 *
 * The default address stays the default until another one is chosen.
 *
 * @throws TradewindProblem `address.not-found`, `record.changed`
 */
export const replaceAddress: Operation<
  (addressId: string, body: AddressInput, options?: CallOptions & IfMatchOption) => ApiPromise<SavedAddress>
> = { method: 'PUT', path: '/identity/me/addresses/{addressId}', access: 'required', input: 'body' };

/**
 * Delete an address: `DELETE /identity/me/addresses/{addressId}`.
 *
 * When the default is deleted, the oldest remaining address becomes the default.
 *
 * @throws TradewindProblem `address.not-found`, `record.changed`
 */
export const deleteAddress: Operation<
  (addressId: string, options?: CallOptions & IfMatchOption) => ApiPromise<undefined>
> = { method: 'DELETE', path: '/identity/me/addresses/{addressId}', access: 'required' };
