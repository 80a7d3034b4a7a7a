import {
  resourcesOfType,
  type Resource,
  type Template,
} from '../../../../workspace/src/templates/template.ts';
import { error } from '../../finding.ts';
import { limits } from '../limits.ts';
import type { Rule } from '../rule.ts';
import { lambdaTimeoutSeconds } from './lambda-timeout.ts';

/**
 * What a function waits for ends before its own timeout, and what it assumes about another function's timeout is true. Both
 * are environment variables in seconds: `PROVIDER_TIMEOUT_SECONDS` limits a request to another system, and
 * `AUTHORIZE_PAYMENT_ENDS_WITHIN_SECONDS` names the function authorize-payment.
 */
export const clientTimeouts: Rule = ({ template }) =>
  resourcesOfType(template, 'AWS::Lambda::Function').flatMap(([id, fn]) =>
    Object.entries(variablesOf(fn)).flatMap(([name, value]) =>
      [
        ...longClientTimeouts(name, Number(value), lambdaTimeoutSeconds(fn)),
        ...wrongAssumptions(name, Number(value), template),
      ].map((message) => error(message, id)),
    ),
  );

function longClientTimeouts(name: string, seconds: number, functionSeconds: number): string[] {
  const maxSeconds = functionSeconds - limits.clientTimeoutReserveSeconds;
  if (!name.endsWith('_TIMEOUT_SECONDS') || seconds <= maxSeconds) return [];
  return [
    `${name} is ${seconds} s, but the function times out after ${functionSeconds} s, before it can handle the timeout of the request. Set it to ${maxSeconds} s or less, or raise the timeout.`,
  ];
}

function wrongAssumptions(name: string, seconds: number, template: Template): string[] {
  const [, functionName] = /^(.+)_ENDS_WITHIN_SECONDS$/.exec(name) ?? [];
  if (functionName === undefined) return [];
  const key = functionName.toLowerCase().replaceAll('_', '-');
  const found = resourcesOfType(template, 'AWS::Lambda::Function').find(
    ([, { Properties }]) => Properties?.['Handler'] === `dist/${key}.handler`,
  );
  if (!found) return [`${name} names the function ${key}, which is not in the template. Fix the name.`];
  const functionSeconds = lambdaTimeoutSeconds(found[1]);
  return seconds >= functionSeconds
    ? []
    : [
        `${name} is ${seconds} s, but the timeout of ${key} is ${functionSeconds} s. Set it to \${self:functions.${key}.timeout}.`,
      ];
}

const variablesOf = ({ Properties }: Resource): Readonly<Record<string, unknown>> =>
  (Properties?.['Environment'] as { readonly Variables?: Record<string, unknown> } | undefined)?.Variables ??
  {};
