import { explore, type Exploration } from './checker/explore.ts';
import type { PlantedBug } from './planted/planted-bug.ts';
import { systemRules } from './system/rules.ts';
import type { Scenario } from './system/scenarios.ts';
import { sagaSystem } from './system/system.ts';

export interface CheckedScenario {
  readonly name: string;
  readonly faults: number;
  readonly exploration: Exploration<number>;
  readonly cpuSeconds: number;
}

export interface CheckedBug {
  readonly description: string;
  readonly exploration: Exploration<number>;
}

/** Explores a scenario once for each way to share out its faults, so that only one of them is in memory. */
export function checkScenario(scenario: Scenario): CheckedScenario {
  const startedAt = process.cpuUsage();
  const parts = scenario.faults.map((faults) => explore(sagaSystem({ ...scenario, faults: [faults] }).model));
  const { user, system } = process.cpuUsage(startedAt);
  const violation = parts.find((part) => part.violation)?.violation;
  return {
    name: scenario.name,
    faults: scenario.faults[0]![0] + scenario.faults[0]![1],
    cpuSeconds: (user + system) / 1e6,
    exploration: {
      states: parts.reduce((sum, { states }) => sum + states, 0),
      transitions: parts.reduce((sum, { transitions }) => sum + transitions, 0),
      depth: Math.max(...parts.map(({ depth }) => depth)),
      ...(violation && { violation }),
    },
  };
}

export const checkBug = ({ description, scenario, plant }: PlantedBug): CheckedBug => ({
  description,
  exploration: explore(sagaSystem(scenario, { rules: plant(systemRules) }).model),
});

const count = (value: number): string => value.toLocaleString('en-US');

/** The tables of docs/reliability.md. */
export function toMarkdown(scenarios: readonly CheckedScenario[], bugs: readonly CheckedBug[]): string {
  const scenarioRows = scenarios.map(
    ({ name, faults, exploration: { states, transitions, depth, violation }, cpuSeconds }) =>
      `| ${name} | ${faults} | ${count(states)} | ${count(transitions)} | ${depth} | ${Math.round(cpuSeconds)} s | ${violation?.message ?? 'none'} |`,
  );
  const bugRows = bugs.map(
    ({ description, exploration: { violation } }) =>
      `| ${description} | ${violation ? `${violation.message} (${violation.trace.length} steps)` : '**not found**'} |`,
  );
  return [
    '| scenario | faults | states | transitions | longest trace | CPU time | violation |',
    '| --- | --- | --- | --- | --- | --- | --- |',
    ...scenarioRows,
    '',
    `${bugs.filter(({ exploration }) => exploration.violation).length} of ${bugs.length} planted bugs are found, each with the shortest trace that leads to it:`,
    '',
    '| planted bug | violated property |',
    '| --- | --- |',
    ...bugRows,
  ].join('\n');
}
