import type { BlockedRequest, InspectedRequest } from '../../contract/web-firewall.ts';
import { compileStatement, type Statement } from './statement.ts';

/** The properties of an `AWS::WAFv2::WebACL` that have a local effect. */
export interface WebAclProperties {
  readonly DefaultAction: Action;
  readonly VisibilityConfig: VisibilityConfig;
  readonly Rules?: readonly Rule[];
  readonly CustomResponseBodies?: Readonly<
    Record<string, { readonly ContentType: string; readonly Content: string }>
  >;
}

interface Rule {
  readonly Priority: number | string;
  readonly Statement: Statement & { readonly ManagedRuleGroupStatement?: object };
  readonly Action?: Action;
  readonly VisibilityConfig: VisibilityConfig;
}

interface Action {
  readonly Allow?: object;
  readonly Count?: object;
  readonly Block?: { readonly CustomResponse?: CustomResponse };
}

interface CustomResponse {
  readonly ResponseCode: number | string;
  readonly CustomResponseBodyKey?: string;
  readonly ResponseHeaders?: readonly { readonly Name: string; readonly Value: string }[];
}

interface VisibilityConfig {
  readonly MetricName: string;
}

/** A blocked request with the names of its metric dimensions. */
export interface Block extends BlockedRequest {
  readonly webAcl: string;
  readonly rule: string;
}

/** The dimension `Rule` of requests that the default action handles. */
const DEFAULT_ACTION = 'Default_Action';

const contentTypes: Readonly<Record<string, string>> = {
  APPLICATION_JSON: 'application/json',
  TEXT_HTML: 'text/html',
  TEXT_PLAIN: 'text/plain',
};

/**
 * Compiles the rules of a web ACL: the first rule that matches and does not only count decides. Managed rule groups are
 * not evaluated, because AWS does not publish their patterns.
 *
 * @param nowMillis  the clock of rate-based rules
 * @returns inspects a request; undefined if it is allowed
 * @throws Error if a rule is not supported locally
 */
export function compileWebAcl(
  {
    DefaultAction,
    Rules = [],
    CustomResponseBodies: bodies = {},
    VisibilityConfig: { MetricName: webAcl },
  }: WebAclProperties,
  nowMillis: () => number,
): (request: InspectedRequest) => Block | undefined {
  const rules = Rules.filter(({ Statement: statement }) => !statement.ManagedRuleGroupStatement)
    .toSorted((left, right) => Number(left.Priority) - Number(right.Priority))
    .map(({ Statement: statement, Action: action = {}, VisibilityConfig: { MetricName: name } }) => ({
      matches: compileStatement(statement, nowMillis),
      action,
      block: { webAcl, rule: name, ...toCustomResponse(action, bodies) },
    }));
  const defaultBlock = { webAcl, rule: DEFAULT_ACTION, ...toCustomResponse(DefaultAction, bodies) };
  return (request) => {
    for (const { matches, action, block } of rules) {
      // Evaluated also if the action is Count, for the rate.
      if (!matches(request) || action.Count) continue;
      return action.Block ? block : undefined;
    }
    return DefaultAction.Block ? defaultBlock : undefined;
  };
}

function toCustomResponse(
  { Block: block }: Action,
  bodies: NonNullable<WebAclProperties['CustomResponseBodies']>,
): BlockedRequest {
  const custom = block?.CustomResponse;
  if (!custom) return {};
  const { CustomResponseBodyKey: key } = custom;
  const body = key === undefined ? undefined : bodies[key];
  if (key !== undefined && !body) throw new Error(`CustomResponseBodies has no ${key}.`);
  return {
    customResponse: {
      status: Number(custom.ResponseCode),
      headers: {
        ...(body && { 'Content-Type': contentTypes[body.ContentType] ?? 'text/plain' }),
        ...Object.fromEntries((custom.ResponseHeaders ?? []).map(({ Name, Value }) => [Name, Value])),
      },
      body: body?.Content ?? '',
    },
  };
}
