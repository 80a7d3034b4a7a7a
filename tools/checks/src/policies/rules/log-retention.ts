import { resourcesOfType } from '../../../../workspace/src/templates/template.ts';
import { error } from '../../finding.ts';
import type { Rule } from '../rule.ts';

/** Log groups have a retention period: without one, storage costs and retained data grow forever. */
export const logRetention: Rule = ({ template }) =>
  resourcesOfType(template, 'AWS::Logs::LogGroup')
    .filter(([, { Properties }]) => Properties?.['RetentionInDays'] === undefined)
    .map(([id]) => error('The log group never expires its events. Set RetentionInDays.', id));
