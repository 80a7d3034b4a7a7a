import type { Command } from '../commands/command.ts';
import type { State } from '../../../local-cloud/src/services/step-functions/language/definition.ts';
import type { Rules } from '../system/rules.ts';
import type { Scenario } from '../system/scenarios.ts';
import type { CallModel } from '../world/effect.ts';

/** A mistake that is built into the model to see that the checker finds it. */
export interface PlantedBug {
  readonly description: string;
  readonly scenario: Scenario;
  readonly plant: (rules: Rules) => Rules;
}

type Change = (state: State) => Partial<State>;

/** Changes states of a state machine. */
export const inMachine =
  (machine: string, changes: Readonly<Record<string, Change>>): PlantedBug['plant'] =>
  (rules) => {
    const definition = rules.machines[machine]!;
    const changed = Object.entries(changes).map(([name, change]): [string, State] => {
      const state = definition.States[name]!;
      return [name, { ...state, ...change(state) }];
    });
    const States = { ...definition.States, ...Object.fromEntries(changed) };
    return { ...rules, machines: { ...rules.machines, [machine]: { ...definition, States } } };
  };

export const inCommands =
  (changed: Readonly<Record<string, Command>>): PlantedBug['plant'] =>
  (rules) => ({ ...rules, commands: { ...rules.commands, ...changed } });

export const inCalls =
  (changed: Readonly<Record<string, CallModel>>): PlantedBug['plant'] =>
  (rules) => ({ ...rules, calls: { ...rules.calls, ...changed } });
