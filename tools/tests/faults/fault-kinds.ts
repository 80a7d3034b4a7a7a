import type { FaultCase } from './cases.ts';

/** The rows of the table in docs/reliability.md: what happens, in the words of an operator. */
export const faultKinds = [
  'no fault',
  'refused',
  'throttled',
  'server error',
  'answer lost',
  'crash before a call',
  'crash after a call',
  'crash between steps',
  'function times out',
  'delivered again',
  'delivered late or reordered',
  'batch fails or is replayed',
  'TransactionConflict',
  'provider times out after the charge',
  'provider answers 5xx',
  'payment declined (compensation)',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** The row of a case; a case of a scenario about the provider counts in the row of the provider too. */
export function kindsOf({
  scenario,
  rule,
}: Pick<FaultCase, 'scenario'> & { rule?: FaultCase['rule'] }): readonly FaultKind[] {
  const ofScenario: Partial<Record<FaultCase['scenario'], FaultKind>> = {
    'lost-authorization': 'provider times out after the charge',
    'provider-unavailable': 'provider answers 5xx',
    decline: 'payment declined (compensation)',
  };
  const own = ofScenario[scenario];
  return [rule === undefined ? 'no fault' : kindOf(rule), ...(own === undefined ? [] : [own])];
}

function kindOf({ fault, call, stream }: FaultCase['rule']): FaultKind {
  switch (fault) {
    case 'refused':
      return 'refused';
    case 'throttled':
      return 'throttled';
    case 'conflict':
      return 'TransactionConflict';
    case 'answer-lost':
      return 'answer lost';
    case 'timeout':
      return 'function times out';
    case 'killed-before':
      return call === undefined ? 'crash between steps' : 'crash before a call';
    case 'killed-after':
      return call === undefined ? 'crash between steps' : 'crash after a call';
    case 'delivered-again':
      return stream === undefined ? 'delivered again' : 'batch fails or is replayed';
    case 'failed':
      return stream === undefined ? 'server error' : 'batch fails or is replayed';
    case 'delayed':
    case 'reordered':
      return 'delivered late or reordered';
    default:
      return 'server error';
  }
}
