import type { Terminal } from './terminal.ts';

export interface HoldingTerminal extends Terminal {
  /** Shows what was held, and from now on everything at once. @returns the warnings so far, which were not shown */
  release(): readonly string[];
}

/**
 * Collects warnings during a start, so that they can be shown together at its end.
 *
 * @param holdsAll  holds every other line too, as long as a live display owns the screen
 */
export function holdingTerminal(
  terminal: Terminal,
  { holdsAll }: { readonly holdsAll: boolean },
): HoldingTerminal {
  const warnings: string[] = [];
  const held: (() => void)[] = [];
  let isHolding = true;
  const later = (show: () => void) => {
    if (isHolding && holdsAll) held.push(show);
    else show();
  };
  return {
    info: (message) => later(() => terminal.info(message)),
    error: (message) => later(() => terminal.error(message)),
    detail: (message) => later(() => terminal.detail(message)),
    functionLine: (name, line) => later(() => terminal.functionLine(name, line)),
    warn(message) {
      if (isHolding) warnings.push(message);
      else terminal.warn(message);
    },
    release() {
      isHolding = false;
      for (const show of held.splice(0)) show();
      return warnings.splice(0);
    },
  };
}
