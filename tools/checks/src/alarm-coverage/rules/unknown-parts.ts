import type { FieldDeclaration, LineKey, LogEvent } from '#libs/logging';
import {
  conditionsOf,
  type Condition,
  type FilterPattern,
} from '../../../../workspace/src/log-filters/index.ts';

/** What every line has, and which fields of an object there are; see docs/logs.md. */
const LINE_KEYS: Readonly<Record<LineKey, readonly string[]>> = {
  timestamp: [],
  level: [],
  event: [],
  service: [],
  function: [],
  stage: [],
  version: [],
  requestId: [],
  correlationId: [],
  traceId: [],
  error: ['name', 'code', 'message', 'stack', 'cause'],
};

/**
 * Holds a pattern against a catalog: events, levels and fields that it names and no line can have.
 *
 * @param events  all that may be logged, by name
 * @returns what there is not, in words: `the field seatt, which is none`
 */
export function unknownParts(pattern: FilterPattern, events: ReadonlyMap<string, LogEvent>): string[] {
  const conditions = conditionsOf(pattern);
  const named = conditions.flatMap((asked) => textOf(asked, 'event'));
  const missing = named.filter((event) => !events.has(event));
  if (missing.length > 0) return missing.map((event) => `${event}, which is in no catalog`);
  const meant = [...events].filter(([event]) => named.length === 0 || named.includes(event));
  const levels = new Set(meant.map(([, { level }]) => level.toUpperCase()));
  const fields = new Map(meant.flatMap(([, event]) => Object.entries(event.fields)));
  return [
    ...conditions
      .flatMap((asked) => textOf(asked, 'level'))
      .filter((level) => !levels.has(level))
      .map((level) => `the level ${level}, which no such event has in the catalog`),
    ...conditions
      .map(({ selector }) => selector.map(String))
      .filter((selector) => !isSelectable(selector, fields))
      .map((selector) => `the field ${selector.join('.')}, which no such line has by the catalog`),
  ];
}

/** The text that a condition wants a key of the line to be, if it names it in full. */
const textOf = (asked: Condition, key: LineKey): string[] =>
  asked.kind === 'comparison' &&
  asked.operator === '=' &&
  asked.selector.join('.') === key &&
  asked.operand.kind === 'text' &&
  !asked.operand.value.includes('*')
    ? [asked.operand.value]
    : [];

function isSelectable(
  [root = '', inner]: readonly string[],
  fields: ReadonlyMap<string, FieldDeclaration>,
): boolean {
  if (root in LINE_KEYS) {
    return inner === undefined || LINE_KEYS[root as LineKey].includes(inner);
  }
  const kind = fields.get(root)?.replace('?', '');
  if (inner === undefined || kind === undefined) return kind !== undefined;
  if (kind === 'amount') return ['amount', 'currency'].includes(inner);
  return kind === 'codes';
}
