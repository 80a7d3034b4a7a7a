import { Select } from '@mantine/core';
import type { StateDefinition } from './model/definition.ts';
import { iterationsOf } from './model/outcomes.ts';
import type { Iteration, Visit } from './model/visits.ts';
import { visitLabels } from './status-style.ts';

export type IterationChoice = Iteration | undefined;

interface IterationSelectProps {
  readonly visits: readonly Visit[];
  readonly states: ReadonlyMap<string, StateDefinition>;
  readonly value: IterationChoice;
  onChange(value: IterationChoice): void;
}

/** Chooses one item of a Map state; without a Map it is absent. */
export function IterationSelect({ visits, states, value, onChange }: IterationSelectProps) {
  const maps = [...states].filter(([, { Type }]) => Type === 'Map').map(([name]) => name);
  const choices = maps.flatMap((map) =>
    iterationsOf(visits, map).map(({ index, status }) => ({
      value: JSON.stringify({ map, index }),
      label: `${map} · item ${index + 1} · ${visitLabels[status].toLowerCase()}`,
    })),
  );
  if (choices.length === 0) return null;
  return (
    <Select
      size="xs"
      w={260}
      aria-label="Item of a Map"
      placeholder="All items"
      clearable
      searchable
      limit={100}
      data={choices}
      value={value === undefined ? null : JSON.stringify(value)}
      onChange={(chosen) => onChange(chosen === null ? undefined : (JSON.parse(chosen) as Iteration))}
    />
  );
}
