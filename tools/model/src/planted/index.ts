import { bugsInCalls } from './in-calls.ts';
import { bugsInCommands } from './in-commands.ts';
import { bugsInEvents } from './in-events.ts';
import { bugsInStateMachines } from './in-state-machines.ts';
import type { PlantedBug } from './planted-bug.ts';

export const plantedBugs: readonly PlantedBug[] = [
  ...bugsInStateMachines,
  ...bugsInCommands,
  ...bugsInCalls,
  ...bugsInEvents,
];
