import type { Template, TemplateResource } from '../template.ts';

/** @returns the resources of a type with their logical ids, in template order */
export const resourcesOfType = (
  resources: Template['Resources'],
  type: string,
): [string, TemplateResource][] => Object.entries(resources).filter(([, { Type }]) => Type === type);

/** @returns the key of a function in serverless.yml, which is the name of its bundle */
export const functionKey = ({ Properties }: TemplateResource): string =>
  /^dist\/(.+)\.handler$/.exec(String(Properties['Handler']))?.[1] ?? String(Properties['Handler']);

/** @returns the logical id that `!Ref` or `!GetAtt` refers to */
export function referencedId(value: unknown): string | undefined {
  const { Ref: ref, 'Fn::GetAtt': attribute } = (value ?? {}) as { Ref?: string; 'Fn::GetAtt'?: string[] };
  return ref ?? attribute?.[0];
}

/** Converts a logical id without its suffix: `UnhandledChangesQueue` to `unhandled-changes`. */
export const toKebabCase = (logicalId: string, suffix: string): string =>
  logicalId
    .replace(new RegExp(`${suffix}$`), '')
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
    .toLowerCase();
