import type { Order } from '../world/order.ts';
import { advance } from './invocation.ts';
import type { Rules } from './rules.ts';

// The order alone reads the status of its reservation; the other one reads only its lines, which never change.
const ownCalls = new Set(['reservations.commit', 'reservations.find', 'stock.find']);
// They give units back, or decide about a reservation: in either order, two of them have the same effects and results.
const returningCalls = new Set([
  'reservations.decide',
  'reservations.returnUnits',
  'reservations.returnUndecided',
  'stock.returnHold',
]);

/** What an order may still do to the inventory. */
type Future = 'reserves' | 'returns' | 'nothing';

/**
 * Whether the next steps of an order depend on steps that the other order may take before. If not, they can be taken
 * first: every history in which they come later has the same states of either order and of the inventory.
 */
export function depends(order: Order, other: Order, rules: Rules): boolean {
  const future = futureOf(other, rules);
  return inventoryCalls(order, rules).some((name) => {
    if (ownCalls.has(name)) return false;
    return returningCalls.has(name) ? future === 'reserves' : future !== 'nothing';
  });
}

/** Whether any of the next steps reads or writes data of inventory. */
export const readsInventory = (order: Order, rules: Rules): boolean =>
  inventoryCalls(order, rules).length > 0;

const inventoryCalls = (order: Order, { commands }: Rules): string[] =>
  order.invocations.flatMap((invocation) => {
    const next = advance(commands[invocation.command]!, invocation, order);
    return 'call' in next && /^(stock|reservations|wait)/.test(next.call.name) ? [next.call.name] : [];
  });

function futureOf(order: Order, { startsExecution }: Rules): Future {
  const { executions, invocations, record, isCancelable } = order;
  const reserves =
    executions.some(({ at }) => at === 'ReserveStock') ||
    invocations.some(({ command }) => command === 'ReserveStock') ||
    startsExecution(order, 'place-order');
  if (reserves) return 'reserves';
  const isActive = invocations.length > 0 || executions.some(({ ended }) => ended === undefined);
  const mayStart = isCancelable && (record?.status === 'placed' || record?.status === 'canceling');
  return isActive || mayStart ? 'returns' : 'nothing';
}
