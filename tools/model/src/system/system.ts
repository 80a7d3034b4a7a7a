import type { Model, Transition } from '../checker/explore.ts';
import { interned } from '../checker/interned.ts';
import { memoized } from '../checker/memoized.ts';
import { orderProblem, orderUnfinished } from '../properties/order-properties.ts';
import { stockProblem, stockUnfinished } from '../properties/stock-properties.ts';
import type { Inventory } from '../world/inventory.ts';
import type { Order, World } from '../world/order.ts';
import { depends, readsInventory } from './dependence.ts';
import { orderSteps } from './order-steps.ts';
import { pack, unpack, type SystemState } from './packed-state.ts';
import { systemRules, type Rules } from './rules.ts';
import type { Scenario } from './scenarios.ts';

interface LocalStep {
  readonly label: string;
  readonly order: number;
  /** Undefined when it is unchanged. */
  readonly inventory: number | undefined;
  readonly isOptional: boolean;
}

export interface SagaSystem {
  readonly model: Model<number>;
  /** The orders and the inventory of a state. */
  readonly show: (state: number) => { readonly orders: readonly Order[]; readonly inventory: Inventory };
}

interface Options {
  readonly rules?: Rules;
  /** Interleaves only steps that depend on each other (partial order reduction). Default: true. */
  readonly isReduced?: boolean;
}

/** The model of a scenario: every order of the steps of both purchases, with every allowed fault. */
export function sagaSystem(
  scenario: Scenario,
  { rules = systemRules, isReduced = true }: Options = {},
): SagaSystem {
  const orders = interned<Order>();
  const inventories = interned<Inventory>();
  const isLocal = memoized((order) => !readsInventory(orders.valueOf(order), rules));
  const isIndependent = memoized(
    (order, other) => !depends(orders.valueOf(order), orders.valueOf(other), rules),
  );
  const localSteps = memoized((order) => expand(order, 0));
  const sharedSteps = memoized(expand);

  function expand(order: number, inventory: number): readonly LocalStep[] {
    const world: World = { order: orders.valueOf(order), inventory: inventories.valueOf(inventory) };
    return orderSteps(world, rules).map(({ label, world: after, isOptional = false }) => ({
      label: `order ${world.order.id}: ${label}`,
      order: orders.idOf(after.order),
      inventory: after.inventory === world.inventory ? undefined : inventories.idOf(after.inventory),
      isOptional,
    }));
  }

  function transitions(state: number): readonly Transition<number>[] {
    const before = unpack(state);
    const { inventory, orders: pair } = before;
    const all = pair.map((order) =>
      isLocal(order, 0) ? localSteps(order, 0) : sharedSteps(order, inventory),
    );
    // No property sees both orders at once, so independent steps can be taken first.
    const first = all.findIndex(
      (steps, index) =>
        isReduced &&
        steps.some(({ isOptional }) => !isOptional) &&
        isIndependent(pair[index]!, pair[1 - index]!),
    );
    return all.flatMap((steps, index) =>
      first < 0 || first === index ? steps.map((step) => toTransition(before, index, step)) : [],
    );
  }

  // `null`: no problem.
  const problemOfOrder = memoized((order) => orderProblem(orders.valueOf(order)) ?? null);
  const problemOfStock = memoized(
    (inventory) => stockProblem(inventories.valueOf(inventory), scenario.stock) ?? null,
  );
  const show: SagaSystem['show'] = (state) => {
    const { orders: pair, inventory } = unpack(state);
    return { orders: pair.map(orders.valueOf), inventory: inventories.valueOf(inventory) };
  };

  const stock = Object.entries(scenario.stock).map(([product, available]) => [
    product,
    { available, holds: [] },
  ]);
  const inventory = inventories.idOf({ stock: Object.fromEntries(stock), reservations: {} } as Inventory);
  const model: Model<number> = {
    initial: scenario.faults.map((faults) =>
      pack({
        orders: scenario.orders.map((order, index) => orders.idOf({ ...order, faults: faults[index]! })),
        inventory,
      }),
    ),
    key: (state) => state,
    transitions,
    violation(state) {
      const {
        orders: [one = 0, other = 0],
        inventory: current,
      } = unpack(state);
      return problemOfOrder(one, 0) ?? problemOfOrder(other, 0) ?? problemOfStock(current, 0) ?? undefined;
    },
    unfinished(state) {
      const { orders: pair, inventory: current } = show(state);
      const problem = pair.map(orderUnfinished).find((each) => each !== undefined);
      return problem ?? stockUnfinished(pair, current);
    },
  };
  return { model, show };
}

const toTransition = (
  { orders, inventory: before }: SystemState,
  index: number,
  { label, order, inventory = before, isOptional }: LocalStep,
): Transition<number> => ({ label, isOptional, to: pack({ orders: orders.with(index, order), inventory }) });
