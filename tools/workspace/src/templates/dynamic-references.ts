import type { Scope } from './scope.ts';
import { TemplateError } from './template-error.ts';

const dynamicReference = /\{\{resolve:([^:{}]+):([^{}]*)\}\}/g;

/**
 * Replaces `{{resolve:ssm:NAME}}` and `{{resolve:ssm-secure:NAME:VERSION}}` everywhere in a value, including inside
 * longer strings: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-ssm.html
 * @throws TemplateError for a service other than these two
 */
export function resolveDynamicReferences(value: unknown, scope: Scope): unknown {
  if (typeof value === 'string') return value.includes('{{resolve:') ? resolveInText(value, scope) : value;
  if (Array.isArray(value)) return value.map((item) => resolveDynamicReferences(item, scope));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, resolveDynamicReferences(item, scope)]),
  );
}

function resolveInText(text: string, scope: Scope): string {
  return text.replace(dynamicReference, (reference, service: string, path: string) => {
    if (service !== 'ssm' && service !== 'ssm-secure')
      throw new TemplateError(`${reference}: "${service}" is not supported. Use ssm or ssm-secure.`);
    const [, name = path, version] = /^(.*?)(?::(\d+))?$/.exec(path) ?? [];
    return scope.parameter(name, version === undefined ? undefined : Number(version));
  });
}
