import { invariants } from '../../simulation/src/invariants/index.ts';
import { faultKinds, kindsOf, type FaultKind, type TestedHistory } from './fault-kinds.ts';
import type { CaseResult } from './run-case.ts';

/** Counts how often each invariant was checked under each kind of fault. */
export interface Report {
  add(history: TestedHistory, result: CaseResult): void;
  /** The histories so far, violations included. */
  histories(): number;
  /** A Markdown table: a row for each kind of fault and a column for each invariant. */
  table(): string;
}

interface Cell {
  checked: number;
  violated: number;
}

/** Creates an empty report. */
export function createReport(): Report {
  const cells = new Map<string, Cell>();
  const cellOf = (kind: FaultKind, invariant: string): Cell => {
    const key = `${kind} ${invariant}`;
    const cell = cells.get(key) ?? { checked: 0, violated: 0 };
    cells.set(key, cell);
    return cell;
  };
  let histories = 0;

  return {
    histories: () => histories,
    add(tested, { violations, injected }) {
      histories++;
      // A call that the scenario did not make again was not tested, nor was a pair of which one fault never happened.
      if (injected < tested.rules.length) return;
      for (const kind of kindsOf(tested))
        for (const { name } of invariants) {
          const cell = cellOf(kind, name);
          cell.checked++;
          cell.violated += violations.filter(({ invariant }) => invariant === name).length;
        }
    },
    table() {
      const rows = faultKinds.map((kind) => [
        kind,
        ...invariants.map(({ name }) => toText(cellOf(kind, name))),
      ]);
      const head = ['fault', ...invariants.map((_, index) => String(index + 1))];
      const legend = invariants.map(({ name }, index) => `${index + 1} ${name}`).join(' · ');
      return [
        `Columns: ${legend}.`,
        '',
        toRow(head),
        toRow(head.map((_, index) => (index === 0 ? '---' : '--:'))),
        ...rows.map(toRow),
      ].join('\n');
    },
  };
}

const toText = ({ checked, violated }: Cell): string =>
  violated === 0 ? String(checked) : `${checked}, **${violated} violated**`;
const toRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
