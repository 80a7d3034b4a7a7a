import type { ResourceProvider } from '../../../contract/local-service.ts';
import { physicalName } from '../../../contract/physical-name.ts';
import { REGION } from '../../../../../workspace/src/aws/aws-constants.ts';
import type { Resource } from '../../../contract/resource.ts';
import type { Fauxqs } from '../emulator/fauxqs.ts';
import { subscribe } from './subscription-resource.ts';

const SHOWN_TO_NO_ONE = 'only shown in e-mail and text messages';

/** `AWS::SNS::Topic` */
export function topicResource({
  fauxqs: { snsStore },
}: {
  readonly fauxqs: Pick<Fauxqs, 'snsStore'>;
}): ResourceProvider {
  return {
    honors: ['TopicName', 'FifoTopic', 'ContentBasedDeduplication', 'Subscription', 'Tags'],
    ignores: {
      DisplayName: SHOWN_TO_NO_ONE,
      KmsMasterKeyId: 'local files are not encrypted',
      TracingConfig: 'there is no X-Ray here',
      SignatureVersion: 'local notifications are not signed',
      DeliveryStatusLogging: 'there is no delivery log',
    },
    async deploy(resource) {
      const { properties } = resource;
      const name = topicName(resource);
      const topic = snsStore.createTopic(name, undefined, undefined, REGION);
      topic.attributes = {
        ...(isFifo(resource) && {
          FifoTopic: 'true',
          ContentBasedDeduplication: String(properties['ContentBasedDeduplication'] ?? false),
        }),
      };
      snsStore.persistence?.updateTopicAttributes(topic.arn, topic.attributes);
      const inline = (properties['Subscription'] ?? []) as readonly { Protocol: string; Endpoint: string }[];
      for (const { Protocol, Endpoint } of inline) {
        subscribe(snsStore, { topicArn: topic.arn, protocol: Protocol, endpoint: Endpoint, attributes: {} });
      }
      return { ref: topic.arn, attributes: { TopicArn: topic.arn, TopicName: name } };
    },
  };
}

const isFifo = ({ properties }: Resource) => String(properties['FifoTopic']) === 'true';

// https://docs.aws.amazon.com/sns/latest/api/API_CreateTopic.html
const LONGEST_TOPIC_NAME = 256;

function topicName(resource: Resource): string {
  const given = resource.properties['TopicName'];
  if (typeof given === 'string') return given;
  const suffix = isFifo(resource) ? '.fifo' : '';
  return physicalName(resource, LONGEST_TOPIC_NAME - suffix.length) + suffix;
}
