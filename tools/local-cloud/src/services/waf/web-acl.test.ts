import { describe, expect, it } from '@jest/globals';
import type { InspectedRequest } from '../../contract/web-firewall.ts';
import type { Statement } from './statement.ts';
import { compileWebAcl, type WebAclProperties } from './web-acl.ts';

const request: InspectedRequest = {
  method: 'POST',
  path: '/checkout/sessions',
  query: 'page=2',
  headers: { 'user-agent': 'nmap' },
  address: '192.0.2.1',
};
const visibility = (MetricName: string) => ({ MetricName });
const rule = (Statement: Statement, Action: object = { Block: {} }, Priority = 1) => ({
  Priority,
  Statement,
  Action,
  VisibilityConfig: visibility(`rule-${Priority}`),
});
const webAcl = (rules: WebAclProperties['Rules'], changes: Partial<WebAclProperties> = {}) =>
  compileWebAcl(
    { DefaultAction: { Allow: {} }, VisibilityConfig: visibility('acl'), Rules: rules ?? [], ...changes },
    () => 0,
  );
const path = (SearchString: string, PositionalConstraint = 'EXACTLY', ...types: string[]): Statement => ({
  ByteMatchStatement: {
    FieldToMatch: { UriPath: {} },
    SearchString,
    PositionalConstraint,
    TextTransformations: (types.length > 0 ? types : ['NONE']).map((Type, Priority) => ({ Type, Priority })),
  },
});
const blocks = (statement: Statement, changes: Partial<InspectedRequest> = {}): boolean =>
  webAcl([rule(statement)])({ ...request, ...changes }) !== undefined;

describe('compileWebAcl', () => {
  it.each<[string, Statement, boolean]>([
    ['a byte match', path('/checkout/sessions'), true],
    ['a byte match of another text', path('/checkout'), false],
    ['the start', path('/checkout', 'STARTS_WITH'), true],
    ['the end', path('/sessions', 'ENDS_WITH'), true],
    ['a part', path('out/ses', 'CONTAINS'), true],
    ['not', { NotStatement: { Statement: path('/checkout/sessions') } }, false],
    ['and', { AndStatement: { Statements: [path('/checkout/sessions'), path('/other')] } }, false],
    ['or', { OrStatement: { Statements: [path('/checkout/sessions'), path('/other')] } }, true],
    [
      'a regular expression on a header',
      {
        RegexMatchStatement: {
          FieldToMatch: { SingleHeader: { Name: 'User-Agent' } },
          RegexString: '^nm.p$',
          TextTransformations: [{ Priority: 0, Type: 'NONE' }],
        },
      },
      true,
    ],
  ])('evaluates %s', (_what, statement, expected) => expect(blocks(statement)).toBe(expected));

  it('transforms a field in the order of priorities', () => {
    const decoded = path('/checkout/sessions', 'EXACTLY', 'URL_DECODE', 'NORMALIZE_PATH', 'LOWERCASE');
    expect(blocks(decoded, { path: '/checkout/%2e//Session%73' })).toBe(true);
    expect(blocks(decoded, { path: '/checkout/%zz/sessions' })).toBe(false);
  });

  it('limits the requests of each address that are in scope', () => {
    const inspect = webAcl([
      rule({
        RateBasedStatement: {
          AggregateKeyType: 'IP',
          Limit: 2,
          ScopeDownStatement: path('/checkout/sessions'),
        },
      }),
    ]);
    const isBlocked = (changes: Partial<InspectedRequest> = {}) =>
      inspect({ ...request, ...changes }) !== undefined;
    expect([isBlocked(), isBlocked(), isBlocked()]).toEqual([false, false, true]);
    expect(isBlocked({ address: '192.0.2.2' })).toBe(false);
    expect(isBlocked({ path: '/catalog/products' })).toBe(false);
  });

  it('lets the first rule decide that does not only count', () => {
    const always = path('/checkout/sessions');
    const inspect = webAcl([
      rule(always, { Block: {} }, 3),
      rule(always, { Count: {} }, 1),
      rule(always, { Allow: {} }, 2),
    ]);
    expect(inspect(request)).toBeUndefined();
  });

  it('names the rule or the default action that blocks', () => {
    expect(webAcl([rule(path('/checkout/sessions'))])(request)).toEqual({ webAcl: 'acl', rule: 'rule-1' });
    expect(webAcl([], { DefaultAction: { Block: {} } })(request)).toEqual({
      webAcl: 'acl',
      rule: 'Default_Action',
    });
  });

  it('responds with the custom response of a rule', () => {
    const CustomResponse = {
      ResponseCode: 403,
      CustomResponseBodyKey: 'Blocked',
      ResponseHeaders: [{ Name: 'Cache-Control', Value: 'no-store' }],
    };
    const CustomResponseBodies = { Blocked: { ContentType: 'APPLICATION_JSON', Content: '{}' } };
    const rules = [rule(path('/checkout/sessions'), { Block: { CustomResponse } })];
    expect(webAcl(rules, { CustomResponseBodies })(request)?.customResponse).toEqual({
      status: 403,
      headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
      body: '{}',
    });
    expect(() => webAcl(rules)).toThrow('CustomResponseBodies has no Blocked.');
  });

  it('skips managed rule groups', () =>
    expect(webAcl([rule({ ManagedRuleGroupStatement: {} } as Statement)])(request)).toBeUndefined());

  it.each<[string, Statement, string]>([
    ['statement', { GeoMatchStatement: {} } as Statement, 'GeoMatchStatement'],
    ['constraint', path('/', 'CONTAINS_WORD'), 'the positional constraint CONTAINS_WORD'],
    ['transformation', path('/', 'EXACTLY', 'BASE64_DECODE'), 'the transformation BASE64_DECODE'],
    ['aggregate key', { RateBasedStatement: { AggregateKeyType: 'CONSTANT', Limit: 10 } }, 'CONSTANT'],
    [
      'field',
      {
        RegexMatchStatement: {
          FieldToMatch: { Body: {} } as object,
          RegexString: '',
          TextTransformations: [],
        },
      },
      'the field Body',
    ],
  ])('throws for a %s that is not supported', (_what, statement, message) =>
    expect(() => webAcl([rule(statement)])).toThrow(message),
  );
});
