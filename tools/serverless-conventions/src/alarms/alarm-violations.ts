import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';
import { didYouMean } from '../../../workspace/src/names/nearest-name.ts';

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../serverless-yml.schema.json'), 'utf8'),
) as { definitions: { alarm: { properties: Record<string, object> } } };
const properties = Object.keys(schema.definitions.alarm.properties);
const validate = new Ajv({ allErrors: true, strict: false }).compile(schema);

/**
 * Compares `custom.alarms` of a serverless.yml with its schema, which editors use too.
 *
 * @returns one message for each violation, with the path and the nearest name
 */
export function alarmViolations(alarms: unknown): string[] {
  validate({ custom: { alarms } });
  return [...new Set((validate.errors ?? []).map(toMessage))];
}

function toMessage({ instancePath, keyword, params, message, propertyName }: ErrorObject): string {
  const path = instancePath.slice(1).replaceAll('/', '.');
  const known = params as Record<string, unknown>;
  if (keyword === 'additionalProperties') {
    const property = String(known['additionalProperty']);
    return `serverless.yml: ${path} has no property ${property}.${didYouMean(property, properties)}`;
  }
  if (keyword === 'enum')
    return `serverless.yml: ${path} must be one of ${(known['allowedValues'] as string[]).join(', ')}.`;
  if (propertyName !== undefined || keyword === 'propertyNames')
    return `serverless.yml: ${path}: write the name "${propertyName ?? String(known['propertyName'])}" in kebab case.`;
  return `serverless.yml: ${path} ${message}.`;
}
