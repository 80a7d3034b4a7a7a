import { isObject } from '../json/json.ts';
import type { Json } from '../json/json.ts';

/** Names that are data, not fields: the keys of these maps stay as they are. */
const MAPS = ['dockerlabels', 'options'];

/** Tasks write `TaskDefinition`; the API of some services has `taskDefinition`. */
export const lowerCased = (value: Json): Json => renamed(value, (first) => first.toLowerCase());
export const upperCased = (value: Json): Json => renamed(value, (first) => first.toUpperCase());

function renamed(value: Json, change: (first: string) => string): Json {
  if (Array.isArray(value)) return value.map((item) => renamed(item, change));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [
      change(name.charAt(0)) + name.slice(1),
      MAPS.includes(name.toLowerCase()) ? inner : renamed(inner, change),
    ]),
  );
}
