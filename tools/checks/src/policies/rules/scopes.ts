import type { ServicePackage } from '../../../../workspace/src/services/service-package.ts';
import { resourcesOfType } from '../../../../workspace/src/templates/template.ts';
import { error } from '../../finding.ts';
import type { Rule } from '../rule.ts';

/** Scopes of the pool itself, such as `aws.cognito.signin.user.admin`, are not declared. */
const BUILT_IN = /^aws\.cognito\./;

/**
 * Every scope that a route accepts is declared by a resource server; every declared scope is accepted by a route and given
 * to a client, and no client has a scope that does not exist. Without the other services of the stage it checks nothing.
 */
export const scopes: Rule = (service, neighbors) => {
  const declared = new Set(neighbors.flatMap(declaredScopes));
  if (declared.size === 0) return [];
  const accepted = new Set(neighbors.flatMap((each) => acceptedScopes(each).map(([, scope]) => scope)));
  const granted = new Set(neighbors.flatMap((each) => grantedScopes(each).map(([, scope]) => scope)));
  return [
    ...acceptedScopes(service)
      .filter(([, scope]) => !declared.has(scope))
      .map(([id, scope]) =>
        error(`The route accepts the scope ${scope}, which does not exist. Declare it, or remove it.`, id),
      ),
    ...grantedScopes(service)
      .filter(([, scope]) => !declared.has(scope))
      .map(([id, scope]) =>
        error(`The client has the scope ${scope}, which does not exist. Declare it, or remove it.`, id),
      ),
    ...declaredScopes(service)
      .filter((scope) => !accepted.has(scope))
      .map((scope) => error(`No route accepts the scope ${scope}. Remove it.`)),
    ...declaredScopes(service)
      .filter((scope) => !granted.has(scope))
      .map((scope) => error(`No machine client has the scope ${scope}. Give it to one, or remove it.`)),
  ];
};

function declaredScopes({ template }: ServicePackage): string[] {
  return resourcesOfType(template, 'AWS::Cognito::UserPoolResourceServer').flatMap(([, { Properties }]) => {
    const { Identifier: identifier, Scopes: names = [] } = (Properties ?? {}) as {
      Identifier?: string;
      Scopes?: readonly { readonly ScopeName: string }[];
    };
    return names.map(({ ScopeName }) => `${identifier}/${ScopeName}`);
  });
}

const acceptedScopes = ({ template }: ServicePackage): [id: string, scope: string][] =>
  scopesIn(template, 'AWS::ApiGateway::Method', 'AuthorizationScopes');

const grantedScopes = ({ template }: ServicePackage): [id: string, scope: string][] =>
  scopesIn(template, 'AWS::Cognito::UserPoolClient', 'AllowedOAuthScopes');

function scopesIn(
  template: ServicePackage['template'],
  type: string,
  property: string,
): [id: string, scope: string][] {
  return resourcesOfType(template, type).flatMap(([id, { Properties }]) =>
    ((Properties?.[property] ?? []) as readonly string[])
      .filter((scope) => !BUILT_IN.test(scope))
      .map((scope): [string, string] => [id, scope]),
  );
}
