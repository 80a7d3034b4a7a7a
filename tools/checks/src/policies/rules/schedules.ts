import { resourcesOfType } from '../../../../workspace/src/templates/template.ts';
import { error, type Rule } from '../finding.ts';

interface Target {
  readonly DeadLetterConfig?: { readonly Arn?: unknown };
  readonly RetryPolicy?: { readonly MaximumEventAgeInSeconds?: number };
}

/**
 * A schedule says what becomes of a run that cannot be started: tried for how long, or kept where somebody finds it.
 * Left alone EventBridge tries for a day, and a run of yesterday meets that of today.
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
      ({ target: { DeadLetterConfig: letters, RetryPolicy: retries } }) =>
        letters?.Arn === undefined && retries?.MaximumEventAgeInSeconds === undefined,
    )
    .map(({ id }) =>
      error(
        'starts a run up to a day late. Give its target RetryPolicy.MaximumEventAgeInSeconds, or a DeadLetterConfig.',
        id,
      ),
    );
