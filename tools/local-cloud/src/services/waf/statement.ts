import { posix } from 'node:path';
import type { InspectedRequest } from '../../contract/web-firewall.ts';
import { createRequestRate } from './request-rate.ts';

/** A statement of a rule: exactly one of its properties is set. */
export interface Statement {
  readonly AndStatement?: { readonly Statements: readonly Statement[] };
  readonly OrStatement?: { readonly Statements: readonly Statement[] };
  readonly NotStatement?: { readonly Statement: Statement };
  readonly ByteMatchStatement?: FieldMatch & {
    readonly SearchString: string;
    readonly PositionalConstraint: string;
  };
  readonly RegexMatchStatement?: FieldMatch & { readonly RegexString: string };
  readonly RateBasedStatement?: {
    readonly AggregateKeyType: string;
    readonly Limit: number | string;
    readonly EvaluationWindowSec?: number | string;
    readonly ScopeDownStatement?: Statement;
  };
}

interface FieldMatch {
  readonly FieldToMatch: {
    readonly Method?: object;
    readonly UriPath?: object;
    readonly QueryString?: object;
    readonly SingleHeader?: { readonly Name: string };
  };
  readonly TextTransformations: readonly { readonly Priority: number | string; readonly Type: string }[];
}

type Matches = (request: InspectedRequest) => boolean;

// The default of AWS.
const WINDOW_SECONDS = 300;

/**
 * Compiles a statement of a rule into a predicate. A rate-based statement counts each request that it evaluates.
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statements.html
 *
 * @throws Error if the statement, a field or a transformation is not supported locally
 */
export function compileStatement(statement: Statement, nowMillis: () => number): Matches {
  const compile = (inner: Statement) => compileStatement(inner, nowMillis);
  if (statement.AndStatement) {
    const all = statement.AndStatement.Statements.map(compile);
    return (request) => all.every((matches) => matches(request));
  }
  if (statement.OrStatement) {
    const alternatives = statement.OrStatement.Statements.map(compile);
    return (request) => alternatives.some((matches) => matches(request));
  }
  if (statement.NotStatement) {
    const matches = compile(statement.NotStatement.Statement);
    return (request) => !matches(request);
  }
  if (statement.ByteMatchStatement) return byteMatch(statement.ByteMatchStatement);
  if (statement.RegexMatchStatement) return regexMatch(statement.RegexMatchStatement);
  if (statement.RateBasedStatement) return rateBased(statement.RateBasedStatement, compile, nowMillis);
  throw unsupported(Object.keys(statement)[0] ?? 'an empty statement');
}

function rateBased(
  {
    AggregateKeyType,
    Limit,
    EvaluationWindowSec = WINDOW_SECONDS,
    ScopeDownStatement,
  }: NonNullable<Statement['RateBasedStatement']>,
  compile: (statement: Statement) => Matches,
  nowMillis: () => number,
): Matches {
  if (AggregateKeyType !== 'IP') throw unsupported(`the aggregate key type ${AggregateKeyType}`);
  const isInScope = ScopeDownStatement ? compile(ScopeDownStatement) : () => true;
  const exceeds = createRequestRate({
    limit: Number(Limit),
    windowSeconds: Number(EvaluationWindowSec),
    nowMillis,
  });
  return (request) => isInScope(request) && exceeds(request.address);
}

function byteMatch({
  SearchString: wanted,
  PositionalConstraint: constraint,
  ...match
}: NonNullable<Statement['ByteMatchStatement']>): Matches {
  const field = compileField(match);
  const compare = Object.hasOwn(comparisons, constraint)
    ? comparisons[constraint as keyof typeof comparisons]
    : undefined;
  if (!compare) throw unsupported(`the positional constraint ${constraint}`);
  return (request) => compare(field(request), wanted);
}

const comparisons = {
  EXACTLY: (text: string, wanted: string) => text === wanted,
  STARTS_WITH: (text: string, wanted: string) => text.startsWith(wanted),
  ENDS_WITH: (text: string, wanted: string) => text.endsWith(wanted),
  CONTAINS: (text: string, wanted: string) => text.includes(wanted),
};

function regexMatch({ RegexString, ...match }: NonNullable<Statement['RegexMatchStatement']>): Matches {
  const field = compileField(match);
  const pattern = new RegExp(RegexString);
  return (request) => pattern.test(field(request));
}

/** Returns the field of a request after its transformations. */
function compileField({
  FieldToMatch,
  TextTransformations,
}: FieldMatch): (request: InspectedRequest) => string {
  const read = fieldReader(FieldToMatch);
  const transformations = [...TextTransformations]
    .toSorted((left, right) => Number(left.Priority) - Number(right.Priority))
    .map(({ Type }) => {
      if (!Object.hasOwn(transformationsByType, Type)) throw unsupported(`the transformation ${Type}`);
      return transformationsByType[Type as keyof typeof transformationsByType];
    });
  return (request) => transformations.reduce((text, transform) => transform(text), read(request));
}

function fieldReader(field: FieldMatch['FieldToMatch']): (request: InspectedRequest) => string {
  if (field.Method) return ({ method }) => method;
  if (field.UriPath) return ({ path }) => path;
  if (field.QueryString) return ({ query }) => query;
  const name = field.SingleHeader?.Name.toLowerCase();
  if (name !== undefined) return ({ headers }) => String(headers[name] ?? '');
  throw unsupported(`the field ${Object.keys(field).join(', ')}`);
}

/** https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-statement-transformation.html */
const transformationsByType = {
  NONE: (text: string) => text,
  LOWERCASE: (text: string) => text.toLowerCase(),
  URL_DECODE: (text: string) =>
    text.replaceAll(/(?:%[0-9A-Fa-f]{2})+/g, (encoded) =>
      Buffer.from(encoded.replaceAll('%', ''), 'hex').toString(),
    ),
  NORMALIZE_PATH: (text: string) => posix.normalize(text),
};

const unsupported = (what: string): Error =>
  new Error(`Rules of a web ACL with ${what} are not supported locally.`);
