import { canonical } from '../packages/content-hash.ts';
import type { Resource } from '../../../../workspace/src/templates/template.ts';
import { same } from './by-logical-id.ts';

/** More say only that much is different; the code review shows what. */
const MOST_PARTS = 6;
/** Their values may be sensitive. */
const confidential = /password|secret|token|variables/i;
/** Characters of a value that still reads well in a list. */
const LONGEST_VALUE = 40;

/**
 * @param leftOut  properties that another line reports
 * @returns what is different about a resource, as `DeletionPolicy Retain → Delete, Policies`: plain values with what
 *   they were and are, lists and expressions by their place
 */
export function changedParts(before: Resource, after: Resource, leftOut: readonly string[] = []): string {
  const parts = [...attributes(before, after), ...properties(before, after, leftOut)];
  const more = parts.length - MOST_PARTS;
  return [...parts.slice(0, MOST_PARTS), ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}

/** What CloudFormation itself does with the resource. */
const attributes = (before: Resource, after: Resource): string[] => {
  const [{ Properties: _old, ...old }, { Properties: _now, ...now }] = [before, after];
  return different(old, now, '');
};

function properties(before: Resource, after: Resource, leftOut: readonly string[]): string[] {
  const kept = ({ Properties = {} }: Resource) =>
    Object.fromEntries(Object.entries(Properties).filter(([name]) => !leftOut.includes(name)));
  return different(kept(before), kept(after), '');
}

type Tree = Readonly<Record<string, unknown>>;

function different(before: Tree, after: Tree, path: string): string[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  return names.flatMap((name) => {
    const [old, now] = [before[name], after[name]];
    const here = path ? `${path}.${name}` : name;
    if (same(old, now)) return [];
    if (isTree(old ?? {}) && isTree(now ?? {}))
      return different((old ?? {}) as Tree, (now ?? {}) as Tree, here);
    if (confidential.test(here)) return [here];
    return [
      isShort(old) && isShort(now) ? `${here} ${String(old ?? 'none')} → ${String(now ?? 'none')}` : here,
    ];
  });
}

/** An intrinsic function is a value, although JSON writes it as an object. */
const isTree = (value: unknown): value is Tree =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'));

const isShort = (value: unknown): boolean =>
  value === undefined || (typeof value !== 'object' && canonical(value).length <= LONGEST_VALUE);
