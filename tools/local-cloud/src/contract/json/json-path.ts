import { isObject } from './json.ts';
import type { Json, JsonObject } from './json.ts';
import { parsePath } from './json-path-parser.ts';
import type { Comparison, FilterExpression, Segment } from './json-path-parser.ts';

/**
 * Reads the value at a path such as `$.order.lines[0]`. A path that can match several values
 * (`..`, `*`, a slice, a filter) returns an array of the matches, empty when nothing matches.
 *
 * @returns undefined when a path to a single value finds nothing
 * @throws SyntaxError when the path is malformed
 */
export function readPath(path: string, root: Json): Json | undefined {
  const segments = parsePath(path);
  let matches: Json[] = [root];
  let isMultiple = false;
  for (const segment of segments) {
    if (segment.kind === 'length') {
      const list = isMultiple ? matches : matches[0];
      return Array.isArray(list) ? list.length : isObject(list) ? Object.keys(list).length : undefined;
    }
    const from = segment.descend ? matches.flatMap(withDescendants) : matches;
    matches = from.flatMap((value) => step(segment, value, root));
    isMultiple ||= matchesMultiple(segment);
  }
  return isMultiple ? matches : matches[0];
}

const matchesMultiple = (segment: Segment): boolean =>
  segment.descend ||
  segment.kind === 'wildcard' ||
  segment.kind === 'slice' ||
  segment.kind === 'filter' ||
  (segment.kind === 'members' && segment.names.length > 1) ||
  (segment.kind === 'indexes' && segment.indexes.length > 1);

function step(segment: Segment, value: Json, root: Json): Json[] {
  switch (segment.kind) {
    case 'members':
      return isObject(value)
        ? segment.names.filter((name) => Object.hasOwn(value, name)).map((name) => value[name] as Json)
        : [];
    case 'indexes':
      return Array.isArray(value)
        ? segment.indexes.map((index) => value.at(index)).filter((item) => item !== undefined)
        : [];
    case 'slice':
      return Array.isArray(value)
        ? value.slice(segment.from, segment.to).filter((_, index) => index % segment.step === 0)
        : [];
    case 'wildcard':
      return children(value);
    case 'filter':
      return children(value).filter((item) => passes(segment.expression, item, root));
    case 'length':
      return [];
  }
}

const children = (value: Json): Json[] =>
  Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];

const withDescendants = (value: Json): Json[] => [value, ...children(value).flatMap(withDescendants)];

function passes(expression: FilterExpression, item: Json, root: Json): boolean {
  switch (expression.kind) {
    case 'or':
      return expression.either.some((part) => passes(part, item, root));
    case 'and':
      return expression.all.every((part) => passes(part, item, root));
    case 'not':
      return !passes(expression.of, item, root);
    case 'exists':
      return readPath(expression.path, expression.path.startsWith('$.') ? root : item) !== undefined;
    case 'compare':
      return compare(expression, item, root);
  }
}

function compare({ left, operator, right }: Comparison, item: Json, root: Json): boolean {
  const [a, b] = [left, right].map((side) =>
    side.literal !== undefined ? side.literal : readPath(side.path, side.ofItem ? item : root),
  );
  if (operator === '==') return a === b;
  if (operator === '!=') return a !== b;
  if (typeof a !== typeof b || (typeof a !== 'number' && typeof a !== 'string')) return false;
  const [x, y] = [a, b] as [number, number];
  return operator === '<' ? x < y : operator === '<=' ? x <= y : operator === '>' ? x > y : x >= y;
}

/**
 * Writes a value at a reference path and creates the missing objects, as `ResultPath` does.
 *
 * @throws TypeError when the path leads through a value that is neither an object nor an array, or past the end of an array
 */
export function writePath(path: string, root: Json, value: Json): Json {
  return writeAt(parsePath(path), root, value);
}

function writeAt([segment, ...rest]: readonly Segment[], target: Json | undefined, value: Json): Json {
  if (segment === undefined) return value;
  if (segment.kind === 'members' && (target === undefined || isObject(target))) {
    const name = segment.names[0] as string;
    const copy: JsonObject = { ...target };
    copy[name] = writeAt(rest, Object.hasOwn(copy, name) ? copy[name] : undefined, value);
    return copy;
  }
  if (segment.kind === 'indexes' && Array.isArray(target)) {
    const index = segment.indexes[0] as number;
    if (index < target.length) return target.with(index, writeAt(rest, target[index], value));
  }
  throw new TypeError('the path cannot be applied to the input');
}

/** Whether a path identifies exactly one location, which `ResultPath` requires. */
export const isReferencePath = (path: string): boolean =>
  parsePath(path).every(
    (segment) => !matchesMultiple(segment) && (segment.kind === 'members' || segment.kind === 'indexes'),
  );
