import { createHash, randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { isObject } from '../../../contract/json/json.ts';
import type { Json } from '../../../contract/json/json.ts';

type Implementation = (...args: Json[]) => Json;

// Limits: https://docs.aws.amazon.com/step-functions/latest/dg/intrinsic-functions.html
const MAX_LIST_LENGTH = 1000;
const MAX_TEXT_LENGTH = 10_000;
const HASHES: Record<string, string> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** The intrinsic functions by name. States.Format is implemented separately because it reads the escapes of its template. */
export const intrinsicFunctions: Readonly<Record<string, Implementation>> = {
  'States.StringToJson': (value) => JSON.parse(text(value)) as Json,
  'States.JsonToString': (value) => JSON.stringify(value),
  'States.Array': (...items) => items,
  'States.ArrayPartition': (value, size) => {
    const items = list(value);
    const length = positive(integer(size));
    return Array.from({ length: Math.ceil(items.length / length) }, (_, index) =>
      items.slice(index * length, (index + 1) * length),
    );
  },
  'States.ArrayContains': (value, wanted) => list(value).some((item) => isDeepStrictEqual(item, wanted)),
  'States.ArrayRange': (first, last, step) => {
    const [from, to, by] = [integer(first), integer(last), integer(step)];
    if (by === 0) throw new TypeError('the step must not be zero');
    const length = Math.max(0, Math.floor((to - from) / by) + 1);
    if (length > MAX_LIST_LENGTH) throw new TypeError(`a range contains at most ${MAX_LIST_LENGTH} items`);
    return Array.from({ length }, (_, index) => from + index * by);
  },
  'States.ArrayGetItem': (value, index) => {
    const item = list(value)[integer(index)];
    if (item === undefined) throw new TypeError(`the array has no item ${JSON.stringify(index)}`);
    return item;
  },
  'States.ArrayLength': (value) => list(value).length,
  'States.ArrayUnique': (value) =>
    list(value).filter(
      (item, index, all) => all.findIndex((other) => isDeepStrictEqual(other, item)) === index,
    ),
  'States.Base64Encode': (value) => Buffer.from(shortText(value)).toString('base64'),
  'States.Base64Decode': (value) => Buffer.from(shortText(value), 'base64').toString(),
  'States.Hash': (value, algorithm) => {
    const name = HASHES[text(algorithm)];
    if (name === undefined)
      throw new TypeError(`${JSON.stringify(algorithm)} is not one of ${Object.keys(HASHES).join(', ')}`);
    return createHash(name)
      .update(typeof value === 'string' ? value : JSON.stringify(value))
      .digest('hex');
  },
  'States.JsonMerge': (first, second, deep) => {
    if (deep !== false)
      throw new TypeError('the third argument must be false: only shallow merging is supported');
    if (!isObject(first) || !isObject(second)) throw new TypeError('the first two arguments must be objects');
    return { ...first, ...second };
  },
  'States.MathRandom': (from, to, seed) => {
    const [low, high] = [integer(from), integer(to)];
    if (high <= low) throw new TypeError('the end must be greater than the start');
    return low + Math.floor((seed === undefined ? Math.random() : toFraction(integer(seed))) * (high - low));
  },
  'States.MathAdd': (first, second) => integer(first) + integer(second),
  'States.StringSplit': (value, separators) => {
    const delimiters = text(separators);
    const parts: string[] = [''];
    for (const character of text(value)) {
      if (delimiters.includes(character)) parts.push('');
      else parts[parts.length - 1] += character;
    }
    return parts.filter((part) => part !== '');
  },
  'States.UUID': () => randomUUID(),
};

/** The same seed returns the same number; seeds are evenly distributed. */
const toFraction = (seed: number): number =>
  createHash('sha256').update(String(seed)).digest().readUInt32BE(0) / 2 ** 32;

function text(value: Json | undefined): string {
  if (typeof value !== 'string') throw new TypeError(`${JSON.stringify(value)} is not a string`);
  return value;
}

function shortText(value: Json | undefined): string {
  if (text(value).length > MAX_TEXT_LENGTH)
    throw new TypeError(`the string exceeds ${MAX_TEXT_LENGTH} characters`);
  return text(value);
}

function integer(value: Json | undefined): number {
  if (typeof value !== 'number') throw new TypeError(`${JSON.stringify(value)} is not a number`);
  return Math.round(value);
}

function positive(value: number): number {
  if (value < 1) throw new TypeError(`${value} is not positive`);
  return value;
}

function list(value: Json | undefined): Json[] {
  if (!Array.isArray(value)) throw new TypeError(`${JSON.stringify(value)} is not an array`);
  return value;
}
