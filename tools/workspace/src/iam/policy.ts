import { type ConditionBlock, unmetCondition } from './conditions.ts';
import { matchesArn, matchesWildcard } from '../patterns/wildcard.ts';

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

/** A resource that the call does not tell, such as the state machine behind a task token: any pattern will do. */
export const anyResource = 'any';

export interface Verdict {
  readonly effect: 'allow' | 'explicit-deny' | 'implicit-deny';
  /** What in a policy could not be judged. */
  readonly notes: readonly string[];
}

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
  return { effect: isAllowed ? 'allow' : 'implicit-deny', notes };
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
  const matches = (pattern: string) => resourceArn === anyResource || matchesArn(pattern, resourceArn);
  if (NotResource !== undefined) return !many(NotResource).some(matches);
  return many(Resource).some(matches);
}

export const many = (value: OneOrMany | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value;
