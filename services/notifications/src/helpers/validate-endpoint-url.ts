import { AppError } from '#libs/errors';
import { toHost, isAllowListed, webhookUrl, type AllowListEntry } from '../models/webhook-url.ts';
import type { ResolveHost } from '../gateways/webhook-sender.ts';
import { isPublicAddress } from '../gateways/public-address.ts';

/** A valid endpoint URL with the current IP addresses of its host. */
export interface ValidatedUrl {
  readonly url: URL;
  readonly addresses: readonly string[];
}

/**
 * Validates the URL of an endpoint when the endpoint is saved and before each request. All addresses of the host must be
 * public, because a connection may use any of them.
 *
 * @throws AppError invalid `endpoint.url-not-allowed`, `endpoint.host-unknown`, `endpoint.address-not-allowed`
 */
export async function validateEndpointUrl(
  text: string,
  allowed: readonly AllowListEntry[],
  resolve: ResolveHost,
): Promise<ValidatedUrl> {
  const url = webhookUrl(text, allowed);
  const addresses = await resolve(toHost(url)).catch((error: unknown) =>
    reject('endpoint.host-unknown', 'The host cannot be resolved. Check its DNS records.', error),
  );
  if (addresses.length === 0)
    reject('endpoint.host-unknown', 'The host cannot be resolved. Check its DNS records.');
  if (!isAllowListed(url, allowed) && !addresses.every(isPublicAddress))
    reject(
      'endpoint.address-not-allowed',
      'The host has a private address. Use a host that has only public addresses.',
    );
  return { url, addresses };
}

function reject(code: string, detail: string, cause?: unknown): never {
  throw new AppError('invalid', code, { cause, detail, fields: [{ field: '/body/url', message: detail }] });
}
