import { canonical } from '../packages/content-hash.ts';
import {
  resourcesOfType,
  type Resource,
  type Template,
} from '../../../../workspace/src/templates/template.ts';

/** Resources of one type in two templates, by logical id. */
export interface Compared {
  readonly added: readonly (readonly [string, Resource])[];
  readonly removed: readonly (readonly [string, Resource])[];
  /** In both, with anything about them different. */
  readonly changed: readonly { readonly id: string; readonly before: Resource; readonly after: Resource }[];
}

export function compareType(before: Template, after: Template, type: string): Compared {
  const old = new Map(resourcesOfType(before, type));
  const now = new Map(resourcesOfType(after, type));
  return {
    added: [...now].filter(([id]) => !old.has(id)),
    removed: [...old].filter(([id]) => !now.has(id)),
    changed: [...now]
      .flatMap(([id, resource]) => (old.has(id) ? [{ id, before: old.get(id)!, after: resource }] : []))
      .filter((each) => !same(each.before, each.after)),
  };
}

/** @returns whether two parts of templates are equal, ignoring the order of keys */
export const same = (a: unknown, b: unknown): boolean => canonical(a ?? null) === canonical(b ?? null);

/** @returns names of the properties that differ */
export function changedProperties(before: Resource, after: Resource): string[] {
  const names = new Set([...Object.keys(before.Properties ?? {}), ...Object.keys(after.Properties ?? {})]);
  return [...names].filter((name) => !same(before.Properties?.[name], after.Properties?.[name])).toSorted();
}
