const FNV_BASIS = 0x811c9dc5;

/** Returns 32 bits of a text by FNV-1a. Similar texts have similar bits. http://www.isthe.com/chongo/tech/comp/fnv/ */
export function fnv1a(text: string, basis: number = FNV_BASIS): number {
  let bits = basis;
  for (let index = 0; index < text.length; index++)
    bits = Math.imul(bits ^ text.charCodeAt(index), 0x01000193);
  return bits;
}

/**
 * Mixes 32 bits, so that similar values become unrelated: the finalizer of MurmurHash3.
 * https://github.com/aappleby/smhasher/blob/master/src/MurmurHash3.cpp
 *
 * @returns a whole number from 0 to less than 2^32
 */
export function mixBits(value: number): number {
  let bits = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
