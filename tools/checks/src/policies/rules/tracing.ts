import { resourcesOfType, type Resource } from '../../../../workspace/src/templates/template.ts';
import { error } from '../../finding.ts';
import type { Rule } from '../rule.ts';

interface TracedType {
  readonly type: string;
  readonly isTraced: (properties: NonNullable<Resource['Properties']>) => boolean;
  readonly setting: string;
}

const tracedTypes: readonly TracedType[] = [
  {
    type: 'AWS::Lambda::Function',
    isTraced: ({ TracingConfig: tracing }) => (tracing as { Mode?: string } | undefined)?.Mode === 'Active',
    setting: 'TracingConfig: { Mode: Active }',
  },
  {
    type: 'AWS::ApiGateway::Stage',
    isTraced: ({ TracingEnabled: isEnabled }) => isEnabled === true,
    setting: 'TracingEnabled: true',
  },
  {
    type: 'AWS::StepFunctions::StateMachine',
    isTraced: ({ TracingConfiguration: tracing }) =>
      (tracing as { Enabled?: boolean } | undefined)?.Enabled === true,
    setting: 'TracingConfiguration: { Enabled: true }',
  },
];

/**
 * APIs, functions and state machines are traced by X-Ray. Functions do not use the X-Ray SDK: it adds about 17 ms to each
 * cold start, and the correlation id in the logs shows the same calls.
 */
export const tracing: Rule = ({ template }) =>
  tracedTypes.flatMap(({ type, isTraced, setting }) =>
    resourcesOfType(template, type)
      .filter(([, { Properties = {} }]) => !isTraced(Properties))
      .map(([id]) => error(`Tracing is disabled. Set ${setting}.`, id)),
  );
