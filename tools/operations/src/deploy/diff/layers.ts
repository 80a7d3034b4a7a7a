import type { Template } from '../../../../workspace/src/templates/template.ts';
import { compareType } from './by-logical-id.ts';

const LAYER = 'AWS::Lambda::LayerVersion';

/** @returns which layers come, go, or get a new version, in words */
export function layerChanges(before: Template, after: Template): string[] {
  const { added, removed, changed } = compareType(before, after, LAYER);
  return [
    ...added.map(([id]) => `layer added: ${id}`),
    ...removed.map(([id]) => `layer removed: ${id}`),
    ...changed
      .filter(({ id }) => digestOf(before, id) !== digestOf(after, id))
      .map(({ id }) => `layer changed: ${id}`),
  ];
}

/**
 * The digest of a layer's zip and properties, which osls writes into an output. The resource itself differs
 * with each deploy, by the date in the name of its zip.
 */
const digestOf = ({ Outputs = {} }: Template, id: string): unknown => Outputs[`${id}Hash`]?.Value;
