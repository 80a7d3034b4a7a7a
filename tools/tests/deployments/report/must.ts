/**
 * Holds the proof to a claim.
 *
 * @param evidence  what was seen instead, shown where the claim does not hold
 * @throws Error naming the claim
 */
export function must(holds: boolean, claim: string, evidence?: unknown): asserts holds {
  if (holds) return;
  // Of a long output the end says why; the whole of it is in the log.
  const seen = typeof evidence === 'string' ? evidence.slice(-4000) : JSON.stringify(evidence, undefined, 2);
  throw new Error(`It does not hold that ${claim}.${seen ? `\n${seen}` : ''}`);
}
