import { type ConditionBlock, type Context, unmetCondition } from './conditions.ts';
import { matchesArn, matchesWildcard } from '../patterns/wildcard.ts';

type OneOrMany = string | readonly string[];

/** One statement of an identity-based policy. */
export interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: OneOrMany;
  readonly NotAction?: OneOrMany;
  readonly Resource?: OneOrMany;
  readonly NotResource?: OneOrMany;
  readonly Condition?: ConditionBlock;
}

export interface Call {
  readonly action: string;
  readonly resourceArn: string;
  readonly context: Context;
}

/** For a call whose resource is unknown, such as the state machine of a task token: every pattern matches. */
export const anyResource = 'any';

export interface Verdict {
  readonly effect: 'allow' | 'explicit-deny' | 'implicit-deny';
  /** Conditions that could not be evaluated. */
  readonly notes: readonly string[];
}

/**
 * Evaluates the policy statements of a role for one call. An explicit Deny wins over an Allow, and a call without an
 * Allow is denied. With an unsupported condition operator, an Allow does not apply and a Deny does; the verdict has a note.
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
