import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import type { OpenApiDocument } from '../../../../build/src/bundler/openapi/openapi.ts';

/** A part of a body that violates its schema. */
export interface BodyViolation {
  /** A JSON pointer: `/lineItems/0/quantity`; empty for the whole body. */
  readonly field: string;
  readonly message: string;
}

/**
 * Validates bodies against the schemas of an OpenAPI document. Ajv compiles schemas to code, which the content security
 * policy of the page forbids, so this runs in the server.
 */
export function bodyValidator(document: OpenApiDocument): (schema: string, body: unknown) => BodyViolation[] {
  const ajv = new Ajv2020({ allErrors: true, strict: false, validateFormats: false });
  ajv.addSchema({ $id: 'api', components: document.components });
  const compiled = new Map<string, ValidateFunction>();
  return (schema, body) => {
    if (document.components['schemas']?.[schema] === undefined) return [];
    let validate = compiled.get(schema);
    if (validate === undefined) {
      validate = ajv.compile({ $ref: `api#/components/schemas/${schema}` });
      compiled.set(schema, validate);
    }
    return validate(body)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message = 'is invalid', params }) => ({
          field: instancePath,
          message: describe(message, params as Readonly<Record<string, unknown>>),
        }));
  };
}

/** Ajv's message does not name the additional property or the allowed values. */
function describe(
  message: string,
  { additionalProperty, allowedValues }: Readonly<Record<string, unknown>>,
): string {
  if (additionalProperty !== undefined) return `must not have the property ${String(additionalProperty)}`;
  return Array.isArray(allowedValues) ? `must be one of ${allowedValues.join(', ')}` : message;
}
