import type { FaultCase } from './cases.ts';
import type { MisuseName } from './misuses.ts';

/** The rows of the table in docs/reliability.md. */
export const faultKinds = [
  'no fault',
  'crash before a call',
  'crash after a call',
  'crash between steps',
  'function times out',
  'answer lost',
  'refused',
  'server error',
  'throttled',
  'TransactionConflict',
  'delivered again',
  'delivered late or reordered',
  'batch fails or is replayed',
  'compensation fails',
  'provider times out after the charge',
  'provider answers 5xx',
  'repeated beyond the life of the key',
  'poison in a queue',
  'redrive of old messages',
  'forged, stale or rotated webhook',
] as const;

export type FaultKind = (typeof faultKinds)[number];

/** A history, with the rules of its faults: none, one, or a pair. */
export interface TestedHistory {
  readonly scenario: FaultCase['scenario'] | MisuseName;
  readonly rules: readonly FaultCase['rule'][];
}

const ofScenario: Partial<Record<TestedHistory['scenario'], FaultKind>> = {
  'lost-authorization': 'provider times out after the charge',
  'provider-unavailable': 'provider answers 5xx',
  'late-repetition': 'repeated beyond the life of the key',
  'poison-message': 'poison in a queue',
  'redriven-message': 'redrive of old messages',
  'forged-webhook': 'forged, stale or rotated webhook',
};

const COMPENSATION = /void-payment|release-stock|restock-order|reject-order|reopen-checkout/;
const COMPENSATING_TASK = /^(VoidPayment|ReleaseStock|RestockOrder|RejectOrder|ReopenCheckout)$/;

/** The rows in which a history counts. */
export function kindsOf({ scenario, rules }: TestedHistory): ReadonlySet<FaultKind> {
  const isWithoutFault = rules.length === 0 && ofScenario[scenario] === undefined;
  return new Set([
    ...(isWithoutFault ? ['no fault' as const] : []),
    ...rules.map(kindOf),
    ...(rules.some(isOfCompensation) ? ['compensation fails' as const] : []),
    ...(ofScenario[scenario] === undefined ? [] : [ofScenario[scenario]]),
  ]);
}

function isOfCompensation({ function: caller = '', invocation = '', task = '' }: FaultCase['rule']): boolean {
  return COMPENSATION.test(caller + invocation) || COMPENSATING_TASK.test(task);
}

function kindOf({ fault, call, stream }: FaultCase['rule']): FaultKind {
  switch (fault) {
    case 'refused':
    case 'throttled':
      return fault;
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
