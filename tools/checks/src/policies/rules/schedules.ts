import { resourcesOfType } from '../../../../workspace/src/templates/template.ts';
import { error } from '../../finding.ts';
import type { Rule } from '../rule.ts';

interface Target {
  readonly DeadLetterConfig?: { readonly Arn?: unknown };
  readonly RetryPolicy?: { readonly MaximumEventAgeInSeconds?: number };
}

/**
 * A schedule limits for how long EventBridge retries an invocation, or has a dead-letter queue. By default EventBridge
 * retries for a day, so that a late run can overlap with the next one.
 */
export const schedules: Rule = ({ template }) =>
  [
    ...resourcesOfType(template, 'AWS::Events::Rule')
      .filter(([, { Properties }]) => Properties?.['ScheduleExpression'] !== undefined)
      .flatMap(([id, { Properties }]) =>
        ((Properties?.['Targets'] ?? []) as readonly Target[]).map((target) => ({ id, target })),
      ),
    ...resourcesOfType(template, 'AWS::Scheduler::Schedule').map(([id, { Properties }]) => ({
      id,
      target: (Properties?.['Target'] ?? {}) as Target,
    })),
  ]
    .filter(
      ({ target: { DeadLetterConfig: deadLetter, RetryPolicy: retry } }) =>
        deadLetter?.Arn === undefined && retry?.MaximumEventAgeInSeconds === undefined,
    )
    .map(({ id }) =>
      error(
        'A run can start up to a day late. Set RetryPolicy.MaximumEventAgeInSeconds of the target, or a DeadLetterConfig.',
        id,
      ),
    );
