import type { Graph, GraphNode } from '../../../server/graph/graph.ts';

/** What needs attention: at a service for all of its resources, or at one resource. */
export interface Badges {
  /** Names of the alarms that fire. */
  readonly alarms: readonly string[];
  /** Messages in dead-letter queues. */
  readonly deadLetters: number;
}

const none: Badges = { alarms: [], deadLetters: 0 };

/**
 * Assigns what fires and what failed to services and resources.
 *
 * @param alarms the names of alarms that fire: `tradewind-orders-local-place-order-errors`
 * @param deadLetters by id of a dead-letter queue, the number of its messages
 * @returns a function from the id of a service or resource to its badges
 */
export function assignBadges(
  { nodes }: Graph,
  alarms: readonly string[],
  deadLetters: ReadonlyMap<string, number>,
): (id: string) => Badges {
  const badges = new Map<string, Badges>();
  const add = (id: string, { alarms: more, deadLetters: count }: Badges) => {
    const known = badges.get(id) ?? none;
    badges.set(id, { alarms: [...known.alarms, ...more], deadLetters: known.deadLetters + count });
  };
  const services = [...new Set(nodes.map(({ service }) => service))];
  for (const alarm of alarms) {
    const service = services.find((name) => alarm.split('-')[1] === name || alarm.includes(`-${name}-`));
    if (service !== undefined) add(service, { alarms: [alarm], deadLetters: 0 });
    for (const node of nodes) if (isAlarmOf(alarm, node)) add(node.id, { alarms: [alarm], deadLetters: 0 });
  }
  for (const node of nodes) {
    const count = deadLetters.get(node.id) ?? 0;
    if (count === 0) continue;
    add(node.id, { alarms: [], deadLetters: count });
    add(node.service, { alarms: [], deadLetters: count });
  }
  return (id) => badges.get(id) ?? none;
}

/** The alarms of a function are named after it: function, hyphen, metric. */
const isAlarmOf = (alarm: string, { kind, ref }: GraphNode): boolean =>
  kind === 'function' &&
  ref !== undefined &&
  /^[a-z]+$/.test(alarm.startsWith(`${ref}-`) ? alarm.slice(ref.length + 1) : '');
