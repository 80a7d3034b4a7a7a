import { promisify } from 'node:util';
import { deflate, gzip } from 'node:zlib';
import type { ProxyResponse } from './proxy-response.ts';

type Coding = 'gzip' | 'deflate';

const compressors = { gzip: promisify(gzip), deflate: promisify(deflate) };

// In the order of preference of API Gateway: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-enable-compression.html
const SUPPORTED = ['gzip', 'deflate', 'identity'];

/**
 * Compresses the response of an integration as an API with MinimumCompressionSize does: when the request names a supported
 * coding with the highest priority, and the body is large enough and not encoded yet.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-receive-response-with-compressed-payload.html
 *
 * @param minimumBytes  undefined if the API does not compress
 */
export async function compressResponse(
  response: ProxyResponse,
  acceptEncoding: string | undefined,
  minimumBytes: number | undefined,
): Promise<ProxyResponse> {
  const { headers, body } = response;
  if (minimumBytes === undefined || Buffer.byteLength(body) < minimumBytes) return response;
  const coding = chooseCoding(acceptEncoding);
  const isEncoded = Object.keys(headers).some((name) => name.toLowerCase() === 'content-encoding');
  if (coding === undefined || isEncoded) return response;
  const compressed = await compressors[coding](body);
  return { ...response, headers: { ...headers, 'Content-Encoding': coding }, body: compressed };
}

/** @returns undefined for no compression */
export function chooseCoding(acceptEncoding = ''): Coding | undefined {
  const accepted = acceptEncoding
    .split(',')
    .map(toWeightedCoding)
    .filter(({ weight }) => weight > 0);
  const highest = Math.max(...accepted.map(({ weight }) => weight));
  const preferred = accepted.filter(({ weight }) => weight === highest).map(({ coding }) => coding);
  const chosen = SUPPORTED.find((coding) => preferred.includes(coding));
  return chosen === 'gzip' || chosen === 'deflate' ? chosen : undefined;
}

/** `gzip;q=0.5`: https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3 */
function toWeightedCoding(text: string): { readonly coding: string; readonly weight: number } {
  const [coding = '', ...parameters] = text.split(';').map((part) => part.trim().toLowerCase());
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  return { coding, weight: weight === undefined ? 1 : Number(weight) || 0 };
}
