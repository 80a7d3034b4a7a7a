/**
 * Of how many correlation ids the lines at INFO are written, 0 to 1. Warnings and errors are always written.
 *
 * @throws Error where LOG_SAMPLE_RATE is no such number
 */
export function sampleRate(text: string | undefined): number {
  const rate = Number(text || '1');
  if (rate >= 0 && rate <= 1) return rate;
  throw new Error(`LOG_SAMPLE_RATE is "${text}": write a number from 0 to 1.`);
}

const rate = sampleRate(process.env['LOG_SAMPLE_RATE']);
let isChosen = true;

/** Whether lines at INFO are written for the correlation id at hand. */
export const isSampled = (): boolean => isChosen;

/** Decides for all lines of one correlation id. */
export function chooseSample(correlationId: string): void {
  isChosen = isInSample(correlationId, rate);
}

/**
 * Decides by the id alone, so that every function of every service decides alike: a purchase is logged whole or not
 * at all.
 */
export const isInSample = (correlationId: string, share: number): boolean =>
  share >= 1 || hash(correlationId) < share * 2 ** 32;

/** FNV-1a, and MurmurHash3's last step, which spreads ids that differ in one letter. */
function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1)
    bits = Math.imul(bits ^ text.charCodeAt(index), 0x01000193);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
