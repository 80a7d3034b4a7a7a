/**
 * Parses LOG_SAMPLE_RATE, the share of correlation ids whose INFO lines are written. Warnings and errors are always written.
 *
 * @returns 0 to 1; 1 when `text` is undefined or empty
 * @throws Error when `text` is not a number from 0 to 1
 */
export function sampleRate(text: string | undefined): number {
  const rate = Number(text || '1');
  if (rate >= 0 && rate <= 1) return rate;
  throw new Error(`Invalid LOG_SAMPLE_RATE "${text}". Set a number from 0 to 1.`);
}

const rate = sampleRate(process.env['LOG_SAMPLE_RATE']);
let isCurrentSampled = true;

/** Returns whether INFO lines are written for the current correlation id. */
export const isSampled = (): boolean => isCurrentSampled;

/** Decides whether INFO lines are written for a correlation id, until the next call. */
export function updateSampling(correlationId: string): void {
  isCurrentSampled = isInSample(correlationId, rate);
}

/**
 * Returns whether a correlation id belongs to the sample. The result depends only on the id and the rate, so that all
 * functions of all services agree: a request is logged completely or not at all.
 *
 * @param share  the size of the sample, 0 to 1
 */
export const isInSample = (correlationId: string, share: number): boolean =>
  share >= 1 || hash(correlationId) < share * 2 ** 32;

/** FNV-1a with the finalizer of MurmurHash3, which spreads ids that differ in one character. Returns 32 bits. */
function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    bits = Math.imul(bits ^ text.charCodeAt(index), 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
