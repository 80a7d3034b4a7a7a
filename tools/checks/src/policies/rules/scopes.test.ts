import { describe, expect, it } from '@jest/globals';
import type { Resource } from '../../../../workspace/src/templates/template.ts';
import { scopes } from './scopes.ts';

const packaged = (name: string, Resources: Readonly<Record<string, Resource>>) => ({
  name,
  folder: '/nowhere',
  stage: 'dev',
  region: 'us-east-1',
  stackName: `tradewind-${name}-dev`,
  template: { Resources },
  artifacts: [],
});

interface Shop {
  readonly declared?: readonly string[];
  readonly granted?: readonly string[];
  readonly accepted?: readonly string[];
}

/** A shop with a scope that everything agrees on, except for what is given. */
function findings({
  declared = ['sell'],
  granted = ['shop/sell'],
  accepted = ['aws.cognito.signin.user.admin', 'shop/sell'],
}: Shop) {
  const people = packaged('people', {
    Server: {
      Type: 'AWS::Cognito::UserPoolResourceServer',
      Properties: { Identifier: 'shop', Scopes: declared.map((ScopeName) => ({ ScopeName })) },
    },
    Till: { Type: 'AWS::Cognito::UserPoolClient', Properties: { AllowedOAuthScopes: granted } },
    App: { Type: 'AWS::Cognito::UserPoolClient', Properties: {} },
  });
  const sales = packaged('sales', {
    Sell: { Type: 'AWS::ApiGateway::Method', Properties: { AuthorizationScopes: accepted } },
    List: { Type: 'AWS::ApiGateway::Method', Properties: {} },
  });
  const all = [people, sales];
  return all.flatMap((service) =>
    scopes(service, all).map(({ message, subject }) => [service.name, subject, message] as const),
  );
}

describe('scopes', () => {
  it('accepts a scope that a route accepts and a client has', () => expect(findings({})).toEqual([]));

  it('finds a declared scope that no route accepts and no client has', () =>
    expect(findings({ declared: ['sell', 'report'] })).toEqual([
      ['people', undefined, 'No route accepts the scope shop/report. Remove it.'],
      ['people', undefined, expect.stringContaining('No machine client has the scope shop/report')],
    ]));

  it('finds a route with a scope that does not exist', () =>
    expect(findings({ accepted: ['shop/sell', 'shop/sel'] })).toEqual([
      ['sales', 'Sell', expect.stringContaining('accepts the scope shop/sel, which does not exist')],
    ]));

  it('finds a client with a scope that does not exist', () =>
    expect(findings({ granted: ['shop/sell', 'shop/all'] })).toEqual([
      ['people', 'Till', expect.stringContaining('has the scope shop/all, which does not exist')],
    ]));

  it('checks nothing without the other services', () =>
    expect(
      scopes(packaged('sales', { Sell: { Type: 'AWS::ApiGateway::Method', Properties: {} } }), []),
    ).toEqual([]));
});
