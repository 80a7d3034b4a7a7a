import { resourcesOfType, type Resource } from '../../../../workspace/src/templates/template.ts';
import { error, type Rule } from '../finding.ts';

interface Traced {
  readonly type: string;
  readonly isTraced: (properties: NonNullable<Resource['Properties']>) => boolean;
  readonly setting: string;
}

const traced: readonly Traced[] = [
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
 * Each API, function and state machine writes its part of a trace. Lambda does so by itself: the SDK that adds calls
 * of one's own costs some 17 ms of each cold start, and the correlation id in log lines tells the same.
 */
export const tracing: Rule = ({ template }) =>
  traced.flatMap(({ type, isTraced, setting }) =>
    resourcesOfType(template, type)
      .filter(([, { Properties = {} }]) => !isTraced(Properties))
      .map(([id]) => error(`is missing in traces. Give it ${setting}.`, id)),
  );
