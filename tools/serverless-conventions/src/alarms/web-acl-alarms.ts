import type { Template, TemplateResource } from '../template.ts';
import { expressionAbove, type Alarm } from './alarm.ts';
import { resourcesOfType } from './resources.ts';

// A caller that ignores Retry-After and repeats one request every second.
const BLOCKED = { requests: 300, periodSeconds: 300 };

/**
 * Alarms on the requests that the rate-based rules of a web ACL block: an attack, or a limit that is too low for an
 * address that many customers share.
 */
export const webAclAlarms = ({ Resources: resources }: Template): Alarm[] =>
  resourcesOfType(resources, 'AWS::WAFv2::WebACL').map(([id, webAcl]) => {
    const rules = rateBasedRules(webAcl);
    return {
      logicalId: `${id}RateExceededAlarm`,
      name: 'rate-exceeded',
      description: `More than ${BLOCKED.requests} requests of addresses that exceeded a limit were blocked in five minutes: an attack, or a limit that is too low.`,
      severity: 'warning',
      runbook: 'rate-exceeded.md',
      condition: expressionAbove({
        expression: rules.map((_, index) => `FILL(m${index + 1}, 0)`).join(' + '),
        metrics: Object.fromEntries(
          rules.map((rule, index) => [
            `m${index + 1}`,
            {
              namespace: 'AWS/WAFV2',
              metric: 'BlockedRequests',
              dimensions: {
                WebACL: toMetricName(webAcl.Properties),
                Rule: toMetricName(rule),
                Region: { Ref: 'AWS::Region' },
              },
              statistic: 'Sum',
              periodSeconds: BLOCKED.periodSeconds,
            },
          ]),
        ),
        above: BLOCKED.requests,
      }),
    };
  });

type Named = Readonly<Record<string, unknown>>;

const rateBasedRules = ({ Properties }: TemplateResource): readonly Named[] =>
  (Properties['Rules'] as readonly Named[]).filter(
    ({ Statement }) => 'RateBasedStatement' in (Statement as object),
  );

const toMetricName = ({ VisibilityConfig }: Named): unknown => (VisibilityConfig as Named)['MetricName'];
