export { documentClient, singleAttemptDocumentClient } from './clients/document-client.ts';
export { keyClient } from './clients/key-client.ts';
export { notificationClient } from './clients/notification-client.ts';
export { parameterClient } from './clients/parameter-client.ts';
export { queueClient } from './clients/queue-client.ts';
export { workflowClient } from './clients/workflow-client.ts';
export { isConditionFailure, isRejected, existingItem } from './dynamodb/condition-failures.ts';
export { changeRecord } from './dynamodb/change-record.ts';
export { isChangeConflict, retryOnConflict } from './dynamodb/retry-on-conflict.ts';
export {
  dynamoDbRecordRepository,
  withoutWriteMetadata,
  type ListQuery,
  type RecordRepository,
  type Versioned,
} from './dynamodb/record-repository.ts';
export { dynamoDbRateLimit, type RateLimit, type RateLimitRule } from './dynamodb/rate-limit.ts';
export { transact, transactOnce, type Write } from './dynamodb/transact.ts';
export { encryptionKey, type EncryptionKey } from './encryption-key.ts';
export { eventTopic, type EventTopic } from './event-topic.ts';
export { parameterStore } from './parameter-store.ts';
export { messageQueue, type MessageQueue } from './message-queue.ts';
export { taskCallback, type TaskCallback } from './task-callback.ts';
export { workflow, type Workflow } from './workflow.ts';
