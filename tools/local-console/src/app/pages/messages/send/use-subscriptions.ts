import { useQueries } from '@tanstack/react-query';
import { callAws } from '../../../api/request.ts';
import { useAllPages } from '../../../api/use-all-pages.ts';

/** A subscription with its attributes. */
export interface SubscriptionView {
  readonly arn: string;
  readonly topicArn: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly filterPolicy?: string;
  readonly isRaw: boolean;
  readonly redrivePolicy?: string;
}

interface ListedSubscription {
  readonly SubscriptionArn: string;
  readonly TopicArn: string;
  readonly Protocol: string;
  readonly Endpoint: string;
}

/** All subscriptions of all topics. */
export function useSubscriptions(): readonly SubscriptionView[] {
  const subscriptions = useAllPages<ListedSubscription>({
    service: 'sns',
    operation: 'ListSubscriptions',
    items: 'Subscriptions',
    cursor: { from: 'NextToken', to: 'NextToken' },
  });
  return useQueries({
    queries: (subscriptions.data ?? []).map(({ SubscriptionArn }) => ({
      queryKey: ['aws', 'sns', 'GetSubscriptionAttributes', { SubscriptionArn }],
      queryFn: () =>
        callAws<{ Attributes: Readonly<Record<string, string>> }>('sns', 'GetSubscriptionAttributes', {
          SubscriptionArn,
        }),
      staleTime: 60_000,
    })),
    combine: (results) =>
      results.flatMap(({ data }, index): readonly SubscriptionView[] => {
        const listed = subscriptions.data?.[index];
        if (listed === undefined || data === undefined) return [];
        const { FilterPolicy, RawMessageDelivery, RedrivePolicy } = data.Attributes;
        return [
          {
            arn: listed.SubscriptionArn,
            topicArn: listed.TopicArn,
            protocol: listed.Protocol,
            endpoint: listed.Endpoint,
            isRaw: RawMessageDelivery === 'true',
            ...(FilterPolicy && { filterPolicy: FilterPolicy }),
            ...(RedrivePolicy && { redrivePolicy: RedrivePolicy }),
          },
        ];
      }),
  });
}
