import { readPath } from '../../contract/json/json-path.ts';
import type { Json } from '../../contract/json/json.ts';
import type { TargetInput } from './target.ts';

/**
 * The input of a target for an event, as JSON text.
 * https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-transform-target-input.html
 */
export function toInput({ constant, path, transformer }: TargetInput, event: Json): string {
  if (constant !== undefined) return constant;
  if (path !== undefined) return JSON.stringify(readPath(path, event) ?? null);
  if (transformer === undefined) return JSON.stringify(event);
  const { template, paths } = transformer;
  const values: Record<string, Json> = Object.fromEntries(
    Object.entries(paths).map(([name, valuePath]) => [name, readPath(valuePath, event) ?? null]),
  );
  return renderTemplate(template, { ...values, 'aws.events.event.json': event });
}

/** Inside quotes, string values are inserted without quotes; outside of quotes, every value is inserted as JSON. */
function renderTemplate(template: string, values: Record<string, Json>): string {
  let isQuoted = false;
  return template.replaceAll(/\\.|"|<([^<>]+)>/g, (match, name: string | undefined) => {
    if (match === '"') isQuoted = !isQuoted;
    const value = name === undefined ? undefined : values[name];
    if (value === undefined) return match;
    const text = JSON.stringify(value);
    return isQuoted && typeof value === 'string'
      ? text.slice(1, -1)
      : isQuoted
        ? JSON.stringify(text).slice(1, -1)
        : text;
  });
}
