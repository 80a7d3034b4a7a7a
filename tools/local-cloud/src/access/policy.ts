import { type ConditionBlock, unmetCondition } from './conditions.ts';
import { matchesArn, matchesWildcard } from './wildcard.ts';

type OneOrMany = string | readonly string[];

/** One statement of an identity-based policy, as templates write it. */
export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: OneOrMany;
  readonly NotAction?: OneOrMany;
  readonly Resource?: OneOrMany;
  readonly NotResource?: OneOrMany;
  readonly Condition?: ConditionBlock;
}

/** Condition keys and their values in the call at hand. */
export type Context = Readonly<Record<string, OneOrMany>>;

export interface Call {
  readonly action: string;
  readonly resourceArn: string;
  readonly context: Context;
}

export type Verdict =
  | { readonly effect: 'allow' }
  | { readonly effect: 'explicit-deny' | 'implicit-deny'; readonly notes: readonly string[] };

/**
 * What a role's statements say to one call: an explicit Deny wins, then any Allow, and what nobody allows is denied.
 * A statement with a condition operator unknown here allows nothing and denies all it names: the verdict's notes say so.
 */
export function evaluate(statements: readonly Statement[], call: Call): Verdict {
  const notes: string[] = [];
  let isAllowed = false;
  for (const statement of statements) {
    if (!covers(statement, call)) continue;
    const unmet = unmetCondition(statement.Condition, call.context);
    if (unmet?.isUnknown) notes.push(unmet.reason);
    if (statement.Effect === 'Deny' && (unmet === undefined || unmet.isUnknown))
      return { effect: 'explicit-deny', notes };
    if (statement.Effect === 'Allow' && unmet === undefined) isAllowed = true;
  }
  return isAllowed ? { effect: 'allow' } : { effect: 'implicit-deny', notes };
}

function covers(statement: Statement, { action, resourceArn }: Call): boolean {
  return namesAction(statement, action) && namesResource(statement, resourceArn);
}

function namesAction({ Action, NotAction }: Statement, action: string): boolean {
  const matches = (pattern: string) => matchesWildcard(pattern.toLowerCase(), action.toLowerCase());
  if (NotAction !== undefined) return !many(NotAction).some(matches);
  return many(Action).some(matches);
}

function namesResource({ Resource, NotResource }: Statement, resourceArn: string): boolean {
  const matches = (pattern: string) => matchesArn(pattern, resourceArn);
  if (NotResource !== undefined) return !many(NotResource).some(matches);
  return many(Resource).some(matches);
}

export const many = (value: OneOrMany | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;
