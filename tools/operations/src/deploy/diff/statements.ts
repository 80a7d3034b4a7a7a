import { canonical } from '../packages/content-hash.ts';

/** One line of a policy: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html */
interface Statement {
  readonly Effect?: string;
  readonly Principal?: unknown;
  readonly NotPrincipal?: unknown;
  readonly Action?: unknown;
  readonly NotAction?: unknown;
  readonly Resource?: unknown;
  readonly NotResource?: unknown;
  readonly Condition?: unknown;
}

/** Something that is allowed or, by a denial, forbidden. */
export interface Right {
  readonly words: string;
  readonly isDenied: boolean;
}

/** @returns what a policy document allows and denies, one right for each action on each resource */
export function rightsIn(document: unknown): Right[] {
  const { Statement: statements = [] } = (document ?? {}) as { Statement?: unknown };
  return several(statements).flatMap((statement) => rightsOf(statement as Statement));
}

function rightsOf(statement: Statement): Right[] {
  const { Effect, Principal, NotPrincipal, Condition } = statement;
  // Fn::If and the like: not a statement, but something that becomes one.
  if (Effect === undefined) return [{ words: canonical(statement), isDenied: false }];
  const who =
    Principal !== undefined
      ? ` by ${inShort(Principal)}`
      : NotPrincipal !== undefined
        ? ` by anybody but ${inShort(NotPrincipal)}`
        : '';
  const when = Condition === undefined ? '' : ` when ${inShort(Condition)}`;
  return eachOf(statement.Action, statement.NotAction).flatMap((action) =>
    eachOf(statement.Resource, statement.NotResource).map((resource) => ({
      words: `${action}${resource && ` on ${resource}`}${who}${when}`,
      isDenied: Effect === 'Deny',
    })),
  );
}

/** A list of what is not meant is one thing: it means all the rest at once. */
function eachOf(meant: unknown, notMeant: unknown): string[] {
  if (notMeant !== undefined) return [`anything but ${several(notMeant).map(inShort).toSorted().join(', ')}`];
  return meant === undefined ? [''] : several(meant).map(inShort);
}

const several = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

/** @returns `StockTable.Arn` for `!GetAtt StockTable.Arn`, and other expressions as short as they get */
export function inShort(value: unknown): string {
  if (typeof value === 'string') return value;
  const expression = (value ?? {}) as Record<string, unknown>;
  const { 'Fn::GetAtt': attribute, Ref: ref, 'Fn::Sub': sub, 'Fn::Join': join } = expression;
  if (Array.isArray(attribute)) return attribute.join('.');
  if (typeof ref === 'string') return ref;
  if (typeof sub === 'string') return sub;
  if (Array.isArray(join) && Array.isArray(join[1])) return join[1].map(inShort).join(String(join[0]));
  const { Service: service, AWS: account } = expression;
  return Object.keys(expression).length === 1 && (service ?? account) !== undefined
    ? several(service ?? account)
        .map(inShort)
        .join(', ')
    : canonical(value);
}
