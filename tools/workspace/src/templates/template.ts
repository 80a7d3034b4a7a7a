/** A CloudFormation template as osls packages it. */
export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, Output>>;
}

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}

interface Output {
  readonly Value: unknown;
  readonly Export?: { readonly Name: unknown };
}

/**
 * @param value  any part of a template
 * @returns every string in it, keys left out
 */
export function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsIn);
}

/** @returns the arguments of every use of an intrinsic function, such as `Fn::ImportValue` */
export function usesOf(intrinsic: string, value: unknown): unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(key === intrinsic ? [inner] : []),
    ...usesOf(intrinsic, inner),
  ]);
}

/** `!Ref X` and `!GetAtt X.Arn` name the resource X. */
export function resourceNamedBy(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { Ref: ref, 'Fn::GetAtt': attribute } = value as Record<string, unknown>;
  if (typeof ref === 'string') return ref;
  if (Array.isArray(attribute)) return String(attribute[0]);
  return typeof attribute === 'string' ? attribute.split('.')[0] : undefined;
}

/** @returns the resources of a type, with their logical ids */
export const resourcesOfType = (template: Template, type: string): [string, Resource][] =>
  Object.entries(template.Resources).filter(([, resource]) => resource.Type === type);
