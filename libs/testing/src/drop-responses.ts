import type { Transport } from '#libs/aws';

/**
 * Makes a transport behave as if the network lost the first response to each PutItem and UpdateItem: it sends the identical
 * request again, as retries do.
 */
export const dropResponses =
  (transport: Transport): Transport =>
  async (request, timeouts) => {
    if (/\.(?:Put|Update)Item$/.test(request.headers['x-amz-target'] ?? ''))
      await transport(request, timeouts);
    return transport(request, timeouts);
  };
