import openapiTS, { astToString } from 'openapi-typescript';
import ts from 'typescript';
import type { OpenApiDocument } from '../bundler/openapi/openapi.ts';
import { componentName } from './client-document.ts';

interface ParameterSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly ParameterSchema[];
}

/** @returns the TypeScript type of a parameter, whose schemas are scalar */
export function typeOfSchema(schema: ParameterSchema): string {
  const { $ref, type, const: constant, enum: values, anyOf } = schema;
  if ($ref !== undefined) return componentName($ref);
  if (anyOf) return anyOf.map(typeOfSchema).join(' | ');
  if (constant !== undefined) return JSON.stringify(constant);
  if (values) return values.map((value) => JSON.stringify(value)).join(' | ');
  return type === 'integer' ? 'number' : (type ?? 'string');
}

/**
 * Writes the module with the types of all named schemas.
 *
 * @param document  the combined document of all services
 */
export async function schemaModule({ openapi, info, components }: OpenApiDocument): Promise<string> {
  const schemas = components['schemas'] as never;
  const nodes = await openapiTS(
    { openapi, info: info as never, paths: {}, components: { schemas } },
    {
      immutable: true,
      rootTypes: true,
      rootTypesNoSchemaPrefix: true,
      rootTypesKeepCasing: true,
      silent: true,
    },
  );
  return astToString(nodes.filter((node) => isUsed(node)));
}

/** openapi-typescript also writes empty types for the parts that the document lacks. */
const isUsed = (node: ts.Node): boolean =>
  !(ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) ||
  !['paths', 'webhooks', '$defs', 'operations'].includes(node.name.text);
