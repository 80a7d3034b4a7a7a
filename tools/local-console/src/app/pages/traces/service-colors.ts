import { useMemo } from 'react';
import { useConsole } from '../../api/use-console.ts';
import type { SystemInfo } from '../../../server/routes/system.ts';

// Neighbors in the alphabet get colors that are far apart.
const GOLDEN_ANGLE = 137.508;

/** @returns a function from a service to its color, the same on every page and, for memoized rows, in every rendering */
export function useServiceColors(): (service: string | undefined) => string {
  const { data } = useConsole<SystemInfo>('/api/system');
  return useMemo(() => colorsOf(data?.services ?? []), [data]);
}

function colorsOf(names: readonly string[]): (service: string | undefined) => string {
  const services = names.toSorted();
  return (service) => {
    if (service === undefined) return 'var(--mantine-color-gray-6)';
    const index = services.indexOf(service);
    const position =
      index === -1
        ? [...service].reduce((sum, character) => sum + (character.codePointAt(0) ?? 0), 0)
        : index;
    return `oklch(0.64 0.14 ${Math.round((position * GOLDEN_ANGLE + 210) % 360)})`;
  };
}
