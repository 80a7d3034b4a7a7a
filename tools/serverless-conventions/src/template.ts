/** A CloudFormation template that the conventions change in place. */
export interface Template {
  Resources: Record<string, TemplateResource>;
}

export interface TemplateResource {
  readonly Type: string;
  Properties: Record<string, unknown>;
  DependsOn?: string | string[];
  Metadata?: Readonly<Record<string, unknown>>;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
}
