import type { Item } from './attribute-value.ts';
import { formatPath, type AttributePath } from './attribute-path.ts';
import { toPlainJson } from './plain-json.ts';

/** A difference between two images of an item. */
export interface ImageChange {
  /** `totals.total` */
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before: unknown;
  readonly after: unknown;
}

/** Returns what differs, by path; lists are compared element by element. */
export function diffImages(before: Item | undefined, after: Item | undefined): readonly ImageChange[] {
  return diffObjects(before ? toPlainJson(before) : {}, after ? toPlainJson(after) : {}, []);
}

type Fields = Readonly<Record<string, unknown>>;

const diffObjects = (before: Fields, after: Fields, path: AttributePath): readonly ImageChange[] =>
  [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .toSorted()
    .flatMap((name) => diffField(before, after, name, [...path, name]));

function diffField(before: Fields, after: Fields, name: string, path: AttributePath): readonly ImageChange[] {
  if (!Object.hasOwn(before, name))
    return [{ path: formatPath(path), kind: 'added', before: undefined, after: after[name] }];
  if (!Object.hasOwn(after, name))
    return [{ path: formatPath(path), kind: 'removed', before: before[name], after: undefined }];
  return diffValues(before[name], after[name], path);
}

function diffValues(before: unknown, after: unknown, path: AttributePath): readonly ImageChange[] {
  if (isObject(before) && isObject(after)) return diffObjects(before, after, path);
  if (Array.isArray(before) && Array.isArray(after))
    return Array.from({ length: Math.max(before.length, after.length) }, (_, index) =>
      diffField({ ...before }, { ...after }, String(index), [...path, index]),
    ).flat();
  return before === after || JSON.stringify(before) === JSON.stringify(after)
    ? []
    : [{ path: formatPath(path), kind: 'changed', before, after }];
}

const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
