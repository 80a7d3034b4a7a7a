import { resourcesOfType } from '../../../../workspace/src/templates/template.ts';
import { error, type Rule } from '../finding.ts';

/** Logs that are kept for ever cost for ever, and hold longer than anybody promised what they hold. */
export const logRetention: Rule = ({ template }) =>
  resourcesOfType(template, 'AWS::Logs::LogGroup')
    .filter(([, { Properties }]) => Properties?.['RetentionInDays'] === undefined)
    .map(([id]) => error('keeps its lines for ever. Give it RetentionInDays.', id));
