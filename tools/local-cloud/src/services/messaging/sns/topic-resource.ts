import type { ResourceProvider } from '../../../contract/local-service.ts';
import { physicalName } from '../../../contract/physical-name.ts';
import { REGION } from '../../../../../workspace/src/aws/aws-constants.ts';
import type { Resource } from '../../../contract/resource.ts';
import type { Fauxqs } from '../emulator/fauxqs.ts';
import { subscribe } from './subscription-resource.ts';

const EMAIL_AND_SMS_ONLY = 'applies to email and text messages only';

/** `AWS::SNS::Topic` */
export function topicResource({
  fauxqs: { snsStore },
}: {
  readonly fauxqs: Pick<Fauxqs, 'snsStore'>;
}): ResourceProvider {
  return {
    honors: ['TopicName', 'FifoTopic', 'ContentBasedDeduplication', 'Subscription', 'Tags'],
    ignores: {
      DisplayName: EMAIL_AND_SMS_ONLY,
      KmsMasterKeyId: 'local files are not encrypted',
      TracingConfig: 'X-Ray is not emulated',
      SignatureVersion: 'local notifications are not signed',
      DeliveryStatusLogging: 'delivery status logs are not emulated',
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
const MAX_TOPIC_NAME_LENGTH = 256;

function topicName(resource: Resource): string {
  const given = resource.properties['TopicName'];
  if (typeof given === 'string') return given;
  const suffix = isFifo(resource) ? '.fifo' : '';
  return physicalName(resource, MAX_TOPIC_NAME_LENGTH - suffix.length) + suffix;
}
