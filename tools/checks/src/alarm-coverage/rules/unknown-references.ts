import type { FieldDeclaration, LineKey, LogEvent } from '#libs/logging';
import {
  conditionsOf,
  type Condition,
  type FilterPattern,
} from '../../../../workspace/src/log-filters/index.ts';

/** The keys of every log line, and the fields of those that are objects; see docs/logs.md. */
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
 * Finds events, levels and fields of a filter pattern that no log line can have.
 *
 * @param events  the declared log events, by name
 * @returns phrases such as `the event seat.soldout, which is not declared`
 */
export function unknownReferences(pattern: FilterPattern, events: ReadonlyMap<string, LogEvent>): string[] {
  const conditions = conditionsOf(pattern);
  const named = conditions.flatMap((condition) => requiredText(condition, 'event'));
  const missing = named.filter((event) => !events.has(event));
  if (missing.length > 0) return missing.map((event) => `the event ${event}, which is not declared`);
  const candidates = [...events].filter(([event]) => named.length === 0 || named.includes(event));
  const levels = new Set(candidates.map(([, { level }]) => level.toUpperCase()));
  const fields = new Map(candidates.flatMap(([, event]) => Object.entries(event.fields)));
  return [
    ...conditions
      .flatMap((condition) => requiredText(condition, 'level'))
      .filter((level) => !levels.has(level))
      .map((level) => `the level ${level}, which no matching event has`),
    ...conditions
      .map(({ selector }) => selector.map(String))
      .filter((selector) => !isSelectable(selector, fields))
      .map((selector) => `the field ${selector.join('.')}, which no matching event has`),
  ];
}

/** The exact value that a condition requires of a key. */
const requiredText = (condition: Condition, key: LineKey): string[] =>
  condition.kind === 'comparison' &&
  condition.operator === '=' &&
  condition.selector.join('.') === key &&
  condition.operand.kind === 'text' &&
  !condition.operand.value.includes('*')
    ? [condition.operand.value]
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
