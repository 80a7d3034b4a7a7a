import { createCallAws } from '../aws/call-aws.ts';
import type { ConsoleSource } from '../console-source.ts';
import type { EventStream } from '../event-stream.ts';
import type { Route } from '../route.ts';
import { accessRoutes } from './access.ts';
import { activityRoutes } from './activity.ts';
import { awsRoutes } from './aws.ts';
import { emailRoutes } from './emails.ts';
import { exampleEventRoutes } from './example-events.ts';
import { explorerRoutes } from './explorer.ts';
import { graphRoutes } from './graph.ts';
import { logEventRoutes } from './log-events.ts';
import { runbookRoutes } from './runbooks.ts';
import { seededUserRoutes } from './seeded-users.ts';
import { shopRoutes } from './shop.ts';
import { systemRoutes } from './system.ts';

export interface RouteDependencies {
  readonly source: ConsoleSource;
  readonly events: EventStream;
}

/** All routes of the console's API. */
export function createRoutes({ source, events }: RouteDependencies): readonly Route[] {
  const callAws = createCallAws(source.cloud);
  return [
    ...systemRoutes(source),
    ...graphRoutes(source),
    ...activityRoutes({ activity: source.cloud.activity, events }),
    ...emailRoutes(source),
    ...exampleEventRoutes,
    ...seededUserRoutes(source),
    ...explorerRoutes(source),
    ...shopRoutes(source, callAws),
    ...logEventRoutes(source),
    ...runbookRoutes(source),
    ...accessRoutes(source),
    ...awsRoutes(callAws),
  ];
}
