import { AppError } from '#libs/errors';
import { hostOf, isAllowListed, webhookUrl, type AllowedPlace } from '../models/webhook-url.ts';
import type { ResolveHost } from '../gateways/webhook-sender.ts';
import { isPublicAddress } from './public-address.ts';

/** A URL that may be posted to, with the addresses its host has now. */
export interface CheckedUrl {
  readonly url: URL;
  readonly addresses: readonly string[];
}

/**
 * Judges the URL of an endpoint, at its registration and before each request. One address that is not public among
 * public ones is enough to refuse it: which of them a connection takes is up to chance.
 *
 * @throws AppError invalid `endpoint.url-not-allowed`, `endpoint.host-unknown`, `endpoint.address-not-allowed`
 */
export async function checkedEndpointUrl(
  text: string,
  allowed: readonly AllowedPlace[],
  resolve: ResolveHost,
): Promise<CheckedUrl> {
  const url = webhookUrl(text, allowed);
  const addresses = await resolve(hostOf(url)).catch((error: unknown) =>
    refuse('endpoint.host-unknown', 'The host has no address.', error),
  );
  if (addresses.length === 0) refuse('endpoint.host-unknown', 'The host has no address.');
  if (!isAllowListed(url, allowed) && !addresses.every(isPublicAddress))
    refuse('endpoint.address-not-allowed', 'The host must have public addresses only.');
  return { url, addresses };
}

function refuse(code: string, detail: string, cause?: unknown): never {
  throw new AppError('invalid', code, { cause, detail, fields: [{ field: '/body/url', message: detail }] });
}
