import type { Fault, FaultKind } from '../engine/faults.ts';

/** The faults of the table in docs/reliability.md. */
export const columns = [
  'crash before a write',
  'crash after a write',
  'crash between steps',
  'timeout',
  'duplicate',
  'reorder',
  "late beyond the key's life",
  'throttle or 5xx',
  'transaction conflict',
  'provider timeout after charge',
  'provider 5xx or 429',
  'poison in a batch',
  'redrive of old messages',
  'compensation fails',
  'forged, stale or rotated webhook',
] as const;
export type Column = (typeof columns)[number];

const byKind: Partial<Record<FaultKind, Column>> = {
  throttled: 'throttle or 5xx',
  'server-error': 'throttle or 5xx',
  refused: 'throttle or 5xx',
  'answer-lost': 'timeout',
  'late-write': 'timeout',
  slow: 'timeout',
  conflict: 'transaction conflict',
  duplicate: 'duplicate',
  'task-repeated': 'duplicate',
  reorder: 'reorder',
  'stale-read': 'reorder',
  late: "late beyond the key's life",
  'key-expired': "late beyond the key's life",
  poison: 'poison in a batch',
  redrive: 'redrive of old messages',
  'provider-timeout': 'provider timeout after charge',
  'provider-error': 'provider 5xx or 429',
  'webhook-forged': 'forged, stale or rotated webhook',
  'webhook-stale': 'forged, stale or rotated webhook',
  'webhook-rotated': 'forged, stale or rotated webhook',
};

const COMPENSATIONS =
  /\b(VoidPayment|ReleaseStock|RestockOrder|RejectOrder|ReopenCheckout|RefundPayment|RejectCancellation|MarkCanceled) /;
const READS = /\.(get|find|list|read|due|peek)/;
const FAILING = new Set<FaultKind>([
  'throttled',
  'server-error',
  'refused',
  'answer-lost',
  'late-write',
  'conflict',
  'crash-before',
  'crash-after',
  'provider-error',
  'provider-timeout',
]);

/** @returns the columns of the table that a fault counts in */
export function toColumns({ point, kind }: Fault): Column[] {
  const isCompensation = FAILING.has(kind) && COMPENSATIONS.test(`${point} `);
  return [
    crashColumn(point, kind) ?? byKind[kind]!,
    ...(isCompensation ? ['compensation fails' as const] : []),
  ];
}

function crashColumn(point: string, kind: FaultKind): Column | undefined {
  if (kind !== 'crash-before' && kind !== 'crash-after') return undefined;
  if (READS.test(point)) return 'crash between steps';
  return kind === 'crash-before' ? 'crash before a write' : 'crash after a write';
}
