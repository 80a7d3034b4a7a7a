import { isObject } from '../json/json.ts';
import type { Json } from '../json/json.ts';

/** Fields that hold maps, whose keys are data and are not converted. */
const MAPS = ['dockerlabels', 'options'];

/** Converts `TaskDefinition` to `taskDefinition`, as the APIs of some services use it. */
export const toCamelCase = (value: Json): Json => renamed(value, (first) => first.toLowerCase());
export const toPascalCase = (value: Json): Json => renamed(value, (first) => first.toUpperCase());

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
