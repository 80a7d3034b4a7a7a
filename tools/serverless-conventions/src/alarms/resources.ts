import type { Template, TemplateResource } from '../osls.ts';

/** @returns the resources of a type with their logical ids, in the order of the template */
export const resourcesOf = (resources: Template['Resources'], type: string): [string, TemplateResource][] =>
  Object.entries(resources).filter(([, { Type }]) => Type === type);

/** @returns the key of a function in serverless.yml: its bundle bears it */
export const functionName = ({ Properties }: TemplateResource): string =>
  /^dist\/(.+)\.handler$/.exec(String(Properties['Handler']))?.[1] ?? String(Properties['Handler']);

/** @returns the logical id that `!Ref` or `!GetAtt` names */
export function namedBy(value: unknown): string | undefined {
  const { Ref: ref, 'Fn::GetAtt': attribute } = (value ?? {}) as { Ref?: string; 'Fn::GetAtt'?: string[] };
  return ref ?? attribute?.[0];
}

/** `UnhandledChangesQueue` as words for a name: `unhandled-changes`. */
export const kebab = (logicalId: string, suffix: string): string =>
  logicalId
    .replace(new RegExp(`${suffix}$`), '')
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
    .toLowerCase();
